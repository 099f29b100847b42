package dev.varve.storage.source;

import dev.varve.storage.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The state of a source that a build reads: its files in order of their paths.
 *
 * @param footerIdentity whether a file's digest is that of its Parquet footer only
 */
public record SourcePin(String source, List<PinnedFile> files, boolean footerIdentity) {

  public SourcePin {
    files = List.copyOf(files);
  }

  /** A pin by content. */
  public SourcePin(String source, List<PinnedFile> files) {
    this(source, files, false);
  }

  /** The identity of what is read; the source's name is no part of it. */
  public Digest digest() {
    StringBuilder encoding = new StringBuilder("varve source pin 1\n");
    encoding.append(footerIdentity ? "footer\n" : "content\n").append(files.size()).append('\n');
    for (PinnedFile file : files) {
      // The length makes the path self-delimiting whatever characters it has.
      encoding.append(file.path().length()).append(' ').append(file.path()).append('\n');
      encoding.append(file.size()).append(' ').append(file.digest().hex()).append('\n');
    }
    return Digest.of(encoding.toString().getBytes(StandardCharsets.UTF_8));
  }
}
