package dev.varve.storage.manifest;

import dev.varve.storage.FencedException;
import dev.varve.storage.Publication;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.StorageException;
import dev.varve.storage.Warehouse;
import dev.varve.storage.internal.NumberedFiles;
import dev.varve.storage.internal.UnknownVersionException;
import dev.varve.storage.staging.Attempt;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The environments of a warehouse and what they hold. A manifest is published under its digest;
 * then a numbered pointer to it, which fails when that number is taken. The highest is current.
 */
public final class Environments {
  private static final Logger LOG = LoggerFactory.getLogger(Environments.class);

  private final Warehouse warehouse;
  private final Publication publication;

  /** The manifest read last: the phases of a build read the same one again and again. */
  private Optional<Known> last = Optional.empty();

  /** What a pointer was found to name; that never changes. */
  private record Known(Pointer pointer, Manifest manifest) {}

  public Environments(Warehouse warehouse, Publication publication) {
    this.warehouse = warehouse;
    this.publication = publication;
  }

  /**
   * What the environment holds. A damaged manifest counts as absent, with a warning: everything is
   * then looked up in the store, and nothing is skipped.
   */
  public Optional<Manifest> current(String environment) {
    return pointer(environment).flatMap(this::manifest);
  }

  private Optional<Pointer> pointer(String environment) {
    SortedSet<Long> numbers = NumberedFiles.in(warehouse.environment(environment));
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    Path file = NumberedFiles.file(warehouse.environment(environment), numbers.last());
    return read(file, Pointer::fromJson);
  }

  private synchronized Optional<Manifest> manifest(Pointer pointer) {
    if (last.isPresent() && last.get().pointer().equals(pointer)) {
      return Optional.of(last.get().manifest());
    }
    Optional<Manifest> manifest =
        read(
            warehouse.manifest(pointer.manifest()),
            content -> {
              if (!pointer.fits(content)) {
                throw new IOException("its checksum differs");
              }
              return ManifestJson.read(content);
            });
    if (manifest.isPresent()) {
      last = Optional.of(new Known(pointer, manifest.get()));
    }
    return manifest;
  }

  /** Turns bytes into a value, or says why they are damaged. */
  @FunctionalInterface
  private interface Format<T> {
    T read(byte[] content) throws IOException;
  }

  private static <T> Optional<T> read(Path file, Format<T> format) {
    try {
      return Optional.of(format.read(Files.readAllBytes(file)));
    } catch (UnknownVersionException e) {
      throw new StorageException(
          "MANIFEST_TOO_NEW",
          file + " has " + e.getMessage() + ".",
          "Use the Varve version that wrote it, or a newer one.",
          e);
    } catch (IOException e) {
      LOG.warn("{} counts as absent: {}", file, e.toString());
      return Optional.empty();
    }
  }

  /**
   * Makes this what the environment holds, under the next number. Saying the same for the same
   * build once more changes nothing.
   *
   * @return the manifest with its number
   */
  public Manifest publish(Attempt attempt, Manifest manifest) {
    String environment = manifest.environment();
    Optional<Pointer> pointer = pointer(environment);
    if (pointer.isPresent()) {
      if (pointer.get().epoch() > manifest.epoch()) {
        throw new FencedException(
            "Epoch " + pointer.get().epoch() + " has published a manifest of " + environment + ".");
      }
      if (pointer.get().buildId().equals(manifest.buildId())) {
        Optional<Manifest> existing = manifest(pointer.get());
        if (existing.equals(Optional.of(manifest.withNumber(pointer.get().number())))) {
          return existing.get();
        }
      }
    }
    SortedSet<Long> numbers = NumberedFiles.in(warehouse.environment(environment));
    Manifest next = manifest.withNumber(numbers.isEmpty() ? 1 : numbers.last() + 1);
    byte[] content = ManifestJson.write(next);
    Pointer to = Pointer.to(next, content);
    Path stagedManifest = attempt.write("manifest", content);
    Path stagedPointer = attempt.write("pointer", to.toJson());
    publication.sync(List.of(stagedManifest, stagedPointer));
    publication.publish(Kind.MANIFEST, stagedManifest, warehouse.manifest(to.manifest()));
    publication.publish(
        Kind.POINTER,
        stagedPointer,
        NumberedFiles.file(warehouse.environment(environment), next.number()));
    return next;
  }

  /** The environments that were ever built, by name. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(warehouse.environments())) {
      for (Path folder : folders) {
        if (!NumberedFiles.in(folder).isEmpty()) {
          names.add(Warehouse.nameOf(folder.getFileName().toString()));
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw StorageException.of("list", warehouse.environments(), e);
    }
    names.sort(String::compareTo);
    return names;
  }
}
