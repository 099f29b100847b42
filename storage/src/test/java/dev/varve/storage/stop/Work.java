package dev.varve.storage.stop;

import dev.varve.storage.Digest;
import dev.varve.storage.Publication;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.Warehouse;
import dev.varve.storage.manifest.Environments;
import dev.varve.storage.manifest.Manifest;
import dev.varve.storage.staging.Attempt;
import dev.varve.storage.store.Store;
import dev.varve.storage.testing.Examples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A step that publishes one thing of every kind, as a build does, and always the same. */
final class Work {
  private Work() {}

  static void run(Warehouse warehouse, Publication publication, Attempt attempt) {
    Store store = new Store(warehouse, publication);
    Path table = warehouse.table("dev", "marts.revenue");
    Path data = attempt.write("data", bytes("rows"));
    store.putFiles(attempt, List.of(new Store.StagedFile(data, Digest.of("rows"))));
    publication.publish(Kind.DATA, data, table.resolve("part-0.parquet"));
    Path commit = attempt.write("commit", bytes("{}"));
    publication.sync(List.of(commit));
    publication.publish(Kind.DELTA_LOG, commit, table.resolve("_delta_log/0.json"));
    Path checkpoint = attempt.write("checkpoint", bytes("all"));
    publication.sync(List.of(checkpoint));
    publication.publish(
        Kind.CHECKPOINT, checkpoint, table.resolve("_delta_log/0.checkpoint.parquet"));
    store.putRecords(attempt, List.of(Examples.actionRecord("marts.revenue")));
    store.putIndex(attempt, "deep", "key", bytes("value"));
    Manifest manifest =
        new Manifest(1, "dev", 1, "build", "shop", "time", attempt.epoch(), List.of(), List.of());
    new Environments(warehouse, publication).publish(attempt, manifest);
    attempt.finish();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
