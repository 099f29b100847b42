package dev.varve.activities.phase.warehouse;

import dev.varve.storage.manifest.TableEntry;
import dev.varve.storage.store.DataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table of an environment as its manifest has it, beside what is on disk. */
public record PublishedTable(OpenWarehouse warehouse, Path folder, TableEntry entry) {
  public static PublishedTable of(OpenWarehouse warehouse, String environment, TableEntry entry) {
    return new PublishedTable(
        warehouse, warehouse.warehouse().table(environment, entry.table()), entry);
  }

  /** The cheap check: every file is what was recorded, and nobody committed after Varve. */
  public boolean intact() {
    return filesIntact() && warehouse.tables().isLatest(folder, entry.deltaVersion());
  }

  public boolean filesIntact() {
    for (DataFile file : entry.files()) {
      if (!warehouse.store().verifyStamp(file, folder)) {
        return false;
      }
    }
    return true;
  }

  /** Where the files of the table are, to be read. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (DataFile file : entry.files()) {
      files.add(folder.resolve(file.path()));
    }
    return files;
  }
}
