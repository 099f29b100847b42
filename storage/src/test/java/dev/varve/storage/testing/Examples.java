package dev.varve.storage.testing;

import dev.varve.storage.Digest;
import dev.varve.storage.store.ActionRecord;
import dev.varve.storage.store.ColumnDigest;
import dev.varve.storage.store.ColumnStatistics;
import dev.varve.storage.store.DataFile;
import dev.varve.storage.store.FileStamp;
import dev.varve.storage.store.Ingredient;
import dev.varve.storage.store.Measurements;
import java.util.List;
import java.util.Optional;

/** Values for tests, the same in each run. */
public final class Examples {
  private Examples() {}

  public static String key(String seed) {
    return Digest.of("key of " + seed).hex();
  }

  public static DataFile file(String seed) {
    Digest digest = Digest.of(seed);
    return new DataFile(
        DataFile.name(0, digest),
        digest,
        12,
        new FileStamp(345, 1_767_225_600_123_456_789L, 67),
        List.of(
            new ColumnStatistics("day", Optional.of("2026-01-01"), Optional.of("2026-01-31"), 0),
            new ColumnStatistics("größe \"q\"", Optional.empty(), Optional.empty(), 3)));
  }

  public static ActionRecord actionRecord(String seed) {
    return new ActionRecord(
        key(seed),
        List.of(
            new Ingredient("plan", "query", key("plan")),
            new Ingredient("column", "staging.orders.amount", key("amount"))),
        "{\"type\":\"struct\",\"fields\":[]}",
        List.of(file(seed)),
        List.of(
            new ColumnDigest("day", Digest.of("day")),
            new ColumnDigest("größe \"q\"", Digest.of("size"))),
        12,
        345,
        new Measurements(7, 8, 9));
  }
}
