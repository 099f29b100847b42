package dev.varve.storage.delta.internal;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Kernel's files on the local file system, without Hadoop's. What it writes stays in a staging
 * folder: kernel closes a file whether or not it could write all of it, so nothing may become
 * visible by closing.
 */
final class LocalFileIO implements FileIO {
  private final Optional<Supplier<Path>> freshFile;
  private final List<StagedFile> staged = new ArrayList<>();

  private LocalFileIO(Optional<Supplier<Path>> freshFile) {
    this.freshFile = freshFile;
  }

  static LocalFileIO readOnly() {
    return new LocalFileIO(Optional.empty());
  }

  static LocalFileIO staging(Supplier<Path> freshFile) {
    return new LocalFileIO(Optional.of(freshFile));
  }

  List<StagedFile> staged() {
    return List.copyOf(staged);
  }

  /** A path as kernel wants it: with the scheme and without escapes, as Hadoop writes paths. */
  static String url(Path path) {
    return "file:" + path.toAbsolutePath();
  }

  private static Path path(String url) {
    if (url.startsWith("file:")) {
      String path = url.substring("file:".length());
      while (path.startsWith("//")) {
        path = path.substring(1);
      }
      return Path.of(path);
    }
    return url.startsWith("/") ? Path.of(url) : Path.of(URI.create(url));
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String url) throws IOException {
    Path from = path(url);
    String first = from.getFileName().toString();
    List<FileStatus> result = new ArrayList<>();
    try (Stream<Path> children = Files.list(from.getParent())) {
      List<Path> sorted =
          children
              .filter(child -> child.getFileName().toString().compareTo(first) >= 0)
              .sorted()
              .toList();
      for (Path child : sorted) {
        result.add(getFileStatus(url(child)));
      }
    } catch (NoSuchFileException e) {
      throw missing(from);
    }
    return closeable(result.iterator());
  }

  private static <T> CloseableIterator<T> closeable(Iterator<T> values) {
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return values.hasNext();
      }

      @Override
      public T next() {
        return values.next();
      }

      @Override
      public void close() {
        // Everything was read before.
      }
    };
  }

  @Override
  public FileStatus getFileStatus(String url) throws IOException {
    Path file = path(url);
    // Kernel looks at what it wrote, which is not yet where kernel thinks it is.
    Path actual =
        staged.stream()
            .filter(written -> written.target().equals(file))
            .map(StagedFile::staged)
            .findFirst()
            .orElse(file);
    try {
      BasicFileAttributes attributes = Files.readAttributes(actual, BasicFileAttributes.class);
      return FileStatus.of(url(file), attributes.size(), attributes.lastModifiedTime().toMillis());
    } catch (NoSuchFileException e) {
      throw missing(file);
    }
  }

  @Override
  public String resolvePath(String url) {
    return url(path(url));
  }

  @Override
  public boolean mkdirs(String url) {
    throw new UnsupportedOperationException("kernel makes no folders in a warehouse");
  }

  @Override
  public InputFile newInputFile(String url, long fileSize) {
    return new LocalInputFile(path(url));
  }

  @Override
  public OutputFile newOutputFile(String url) {
    return new StagedOutput(path(url));
  }

  @Override
  public boolean delete(String url) {
    throw new UnsupportedOperationException("kernel deletes nothing in a warehouse");
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  @Override
  public void copyFileAtomically(String from, String to, boolean overwrite) {
    throw new UnsupportedOperationException("kernel copies nothing in a warehouse");
  }

  /** Kernel knows only this older exception for a file that is not there. */
  static FileNotFoundException missing(Path file) {
    return new FileNotFoundException(file.toString());
  }

  private final class StagedOutput implements OutputFile {
    private final Path target;

    StagedOutput(Path target) {
      this.target = target;
    }

    @Override
    public String path() {
      return url(target);
    }

    @Override
    public PositionOutputStream create(boolean atomicWrite) throws IOException {
      return new CountingStream(
          new BufferedOutputStream(
              Files.newOutputStream(stage(false), StandardOpenOption.CREATE_NEW)));
    }

    @Override
    public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
        throws IOException {
      List<String> all = new ArrayList<>();
      try (lines) {
        lines.forEachRemaining(all::add);
      }
      Files.writeString(
          stage(overwrite),
          String.join("\n", all),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE_NEW);
    }

    private Path stage(boolean replace) {
      Path file =
          freshFile
              .orElseThrow(() -> new UnsupportedOperationException("kernel only reads here"))
              .get();
      staged.add(new StagedFile(file, target, replace));
      return file;
    }
  }

  private static final class CountingStream extends PositionOutputStream {
    private final OutputStream to;
    private long position;

    CountingStream(OutputStream to) {
      this.to = to;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      to.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      to.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      to.flush();
    }

    @Override
    public void close() throws IOException {
      to.close();
    }
  }
}
