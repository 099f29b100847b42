package dev.varve.storage.store;

import dev.varve.storage.Publication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** The real one, counting how often the disk is waited for. */
final class CountingPublication extends Publication {
  int syncs;
  int linked;

  @Override
  public void sync(Collection<Path> filesOrFolders) {
    if (!filesOrFolders.isEmpty()) {
      syncs++;
    }
    super.sync(filesOrFolders);
  }

  @Override
  protected void link(Kind kind, Path staged, Path target) throws IOException {
    linked++;
    super.link(kind, staged, target);
  }
}
