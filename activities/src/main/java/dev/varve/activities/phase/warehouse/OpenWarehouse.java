package dev.varve.activities.phase.warehouse;

import dev.varve.activities.phase.failure.PhaseFailures;
import dev.varve.storage.Digest;
import dev.varve.storage.Publication;
import dev.varve.storage.Warehouse;
import dev.varve.storage.delta.DeltaTables;
import dev.varve.storage.manifest.Environments;
import dev.varve.storage.store.Store;
import java.util.Objects;

/** A warehouse with all that reads and publishes in it. */
public record OpenWarehouse(
    Warehouse warehouse,
    Publication publication,
    Store store,
    Environments environments,
    DeltaTables tables) {
  public OpenWarehouse {
    Objects.requireNonNull(warehouse);
    Objects.requireNonNull(publication);
    Objects.requireNonNull(store);
    Objects.requireNonNull(environments);
    Objects.requireNonNull(tables);
  }

  public static OpenWarehouse of(Warehouse warehouse, Publication publication) {
    return new OpenWarehouse(
        warehouse,
        publication,
        new Store(warehouse, publication),
        new Environments(warehouse, publication),
        new DeltaTables(publication));
  }

  /** An artifact that a phase of this build has put there. */
  public byte[] artifact(String digest) {
    return store
        .artifact(new Digest(digest))
        .orElseThrow(() -> PhaseFailures.artifactMissing(warehouse.root(), digest));
  }
}
