package dev.varve.storage.manifest;

import dev.varve.storage.Digest;
import dev.varve.storage.source.PinnedFile;
import dev.varve.storage.store.ActionRecord;
import dev.varve.storage.testing.Examples;
import java.util.List;

/** Manifests for tests. */
final class Manifests {
  private Manifests() {}

  static Manifest example() {
    return new Manifest(
        1,
        "dev",
        3,
        "build-7",
        "shop",
        "2026-01-01T00:00:00Z",
        5,
        List.of(table("marts.revenue"), table("staging.orders")),
        List.of(
            new SourceEntry(
                "raw.orders",
                List.of(new PinnedFile("data/a.parquet", 99, Digest.of("a"))),
                "id BIGINT, name VARCHAR")));
  }

  static Manifest manifest(String buildId, List<TableEntry> tables) {
    return new Manifest(1, "dev", 1, buildId, "shop", "2026-01-01T00:00:00Z", 5, tables, List.of());
  }

  static TableEntry table(String name) {
    ActionRecord made = Examples.actionRecord(name);
    return new TableEntry(
        name,
        made.stepKey(),
        made.ingredients(),
        Examples.key("plan"),
        4,
        made.schema(),
        made.files(),
        made.columns(),
        made.rows(),
        made.bytes(),
        List.of("raw.orders"),
        Digest.of("select").hex(),
        List.of(new TableColumn("day", "DATE"), new TableColumn("größe \"q\"", "DECIMAL(38,2)")),
        Examples.key("deep"),
        true,
        17);
  }
}
