package dev.varve.activities.phase.project;

import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.storage.source.PinCache;
import dev.varve.storage.staging.Attempt;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What discover remembers between builds, kept in the store's index: digests of files that look
 * untouched, and schemas by pin. What is learnt is saved together at the end, and only by who may
 * write.
 */
public final class DiscoveryCaches implements PinCache {
  private static final String PINS = "pins";
  private static final String SCHEMAS = "schemas";

  private final Optional<OpenWarehouse> warehouse;
  private final SortedMap<String, byte[]> pins = new TreeMap<>();
  private final SortedMap<String, byte[]> schemas = new TreeMap<>();

  /**
   * Caches of one warehouse.
   *
   * @param warehouse absent as long as nothing was ever built.
   */
  public DiscoveryCaches(Optional<OpenWarehouse> warehouse) {
    this.warehouse = warehouse;
  }

  @Override
  public Optional<byte[]> load(String key) {
    return load(PINS, pins, key);
  }

  @Override
  public synchronized void save(String key, byte[] value) {
    pins.put(key, value);
  }

  Optional<byte[]> loadSchema(String key) {
    return load(SCHEMAS, schemas, key);
  }

  synchronized void saveSchema(String key, byte[] value) {
    schemas.put(key, value);
  }

  public synchronized void keep(Attempt attempt) {
    if (!pins.isEmpty()) {
      warehouse.orElseThrow().store().putIndex(attempt, PINS, pins);
      pins.clear();
    }
    if (!schemas.isEmpty()) {
      warehouse.orElseThrow().store().putIndex(attempt, SCHEMAS, schemas);
      schemas.clear();
    }
  }

  private synchronized Optional<byte[]> load(
      String kind, SortedMap<String, byte[]> learnt, String key) {
    return Optional.ofNullable(learnt.get(key))
        .or(() -> warehouse.flatMap(w -> w.store().index(kind, key)));
  }
}
