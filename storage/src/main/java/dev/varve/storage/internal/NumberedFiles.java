package dev.varve.storage.internal;

import dev.varve.storage.StorageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** Files {@code <number>.json} in a folder. */
public final class NumberedFiles {
  private static final String SUFFIX = ".json";
  private static final int MOST_DIGITS = 18;

  private NumberedFiles() {}

  public static Path file(Path folder, long number) {
    return folder.resolve(number + SUFFIX);
  }

  /** The numbers, ascending; none when there is no such folder. */
  public static SortedSet<Long> in(Path folder) {
    SortedSet<Long> numbers = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
          addNumber(name.substring(0, name.length() - SUFFIX.length()), numbers);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return numbers;
    } catch (IOException e) {
      throw StorageException.of("list", folder, e);
    }
    return numbers;
  }

  /** Adds the text's number if it is one, as this module writes them. */
  public static void addNumber(String text, SortedSet<Long> numbers) {
    if (!text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      numbers.add(Long.parseLong(text));
    }
  }
}
