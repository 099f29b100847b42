package dev.varve.activities.phase.warehouse;

import dev.varve.activities.phase.failure.PhaseFailures;
import dev.varve.storage.Publication;
import dev.varve.storage.Warehouse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The warehouses that this process works in. */
public final class Warehouses {
  private final Publication publication;
  private final Map<Path, OpenWarehouse> open = new ConcurrentHashMap<>();

  public Warehouses(Publication publication) {
    this.publication = publication;
  }

  /**
   * Opens the warehouse, and makes it first if need be. One that was deleted, or deleted and made
   * anew, since this process saw it is another one, however familiar its path.
   */
  public OpenWarehouse make(Path root) {
    return known(root, Warehouse.open(root));
  }

  /** The warehouse if there is one; looking makes nothing. */
  public Optional<OpenWarehouse> existing(Path root) {
    return Warehouse.openExisting(root).map(now -> known(root, now));
  }

  private OpenWarehouse known(Path root, Warehouse now) {
    return open.compute(
        root,
        (path, known) ->
            known != null && known.warehouse().id().equals(now.id())
                ? known
                : OpenWarehouse.of(now, publication));
  }

  /**
   * The warehouse that a build works in; a worker that sees another one, or none, must not touch
   * it.
   */
  public OpenWarehouse require(String root, String id) {
    Optional<OpenWarehouse> found = existing(Path.of(root));
    if (found.isEmpty() || !found.get().warehouse().id().equals(id)) {
      throw PhaseFailures.warehouseNotVisible(root, id);
    }
    return found.get();
  }
}
