package dev.varve.activities.phase.project;

import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.storage.source.PinCache;
import dev.varve.storage.staging.Attempt;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What discover remembers between builds, kept in the store's index: digests of files that look
 * untouched, schemas by pin, and what became of checks of rows. What is learnt is saved together at
 * the end, and only by who may write.
 */
public final class DiscoveryCaches implements PinCache {
  private static final String PINS = "pins";
  private static final String SCHEMAS = "schemas";
  private static final String CHECKS = "checks";

  private final Optional<OpenWarehouse> warehouse;
  private final SortedMap<String, byte[]> pins = new TreeMap<>();
  private final SortedMap<String, byte[]> schemas = new TreeMap<>();
  private final SortedMap<String, byte[]> checks = new TreeMap<>();

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

  Optional<byte[]> loadCheck(String key) {
    return load(CHECKS, checks, key);
  }

  synchronized void saveCheck(String key, byte[] value) {
    checks.put(key, value);
  }

  public synchronized void keep(Attempt attempt) {
    keep(attempt, PINS, pins);
    keep(attempt, SCHEMAS, schemas);
    keep(attempt, CHECKS, checks);
  }

  private void keep(Attempt attempt, String kind, SortedMap<String, byte[]> learnt) {
    if (!learnt.isEmpty()) {
      warehouse.orElseThrow().store().putIndex(attempt, kind, learnt);
      learnt.clear();
    }
  }

  private synchronized Optional<byte[]> load(
      String kind, SortedMap<String, byte[]> learnt, String key) {
    return Optional.ofNullable(learnt.get(key))
        .or(() -> warehouse.flatMap(w -> w.store().index(kind, key)));
  }
}
