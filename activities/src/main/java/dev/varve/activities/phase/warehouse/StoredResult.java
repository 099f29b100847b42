package dev.varve.activities.phase.warehouse;

import dev.varve.planner.build.TableContents;
import dev.varve.storage.StorageException;
import dev.varve.storage.store.ActionRecord;
import dev.varve.storage.store.DataFile;
import dev.varve.storage.store.FileCheck;
import dev.varve.storage.store.FileStamp;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a step key once produced, with all its files at hand. */
public record StoredResult(ActionRecord record) {
  private static final Logger LOG = LoggerFactory.getLogger(StoredResult.class);

  /**
   * Planning believes the files' stamps; before they are used again {@link #verified} reads them.
   */
  public static Optional<StoredResult> find(OpenWarehouse warehouse, String stepKey) {
    Optional<ActionRecord> record = warehouse.store().record(stepKey);
    if (record.isEmpty()) {
      return Optional.empty();
    }
    for (DataFile file : record.get().files()) {
      if (!looksRight(warehouse, file)) {
        return Optional.empty();
      }
    }
    return Optional.of(new StoredResult(record.get()));
  }

  private static boolean looksRight(OpenWarehouse warehouse, DataFile file) {
    try {
      FileStamp now = FileStamp.of(warehouse.warehouse().storeFile(file.digest()));
      return now.equals(file.stamp());
    } catch (StorageException e) {
      LOG.warn("What the store has of {} is not used: {}", file.path(), e.problem());
      return false;
    }
  }

  /** Whether the bytes of every file are those that were recorded. */
  public boolean verified(OpenWarehouse warehouse) {
    for (DataFile file : record.files()) {
      if (warehouse.store().checkStored(file.digest()) != FileCheck.AS_RECORDED) {
        LOG.warn("The store's file {} was changed outside Varve and is not used", file.digest());
        return false;
      }
    }
    return true;
  }

  public TableContents contents() {
    return Contents.of(record.rows(), record.columns());
  }
}
