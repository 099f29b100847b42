package dev.varve.storage.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.storage.Publication;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.Warehouse;
import dev.varve.storage.delta.internal.Kernel;
import dev.varve.storage.delta.internal.KernelTable;
import dev.varve.storage.parquet.ParquetFile;
import dev.varve.storage.parquet.ParquetFooter;
import dev.varve.storage.staging.Attempt;
import dev.varve.storage.store.DataFile;
import dev.varve.storage.store.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A warehouse with one table of orders, and what a writer of it does. */
final class TestTable {
  static final String ORDERS =
      "{\"type\":\"struct\",\"fields\":["
          + "{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,\"metadata\":{}},"
          + "{\"name\":\"name\",\"type\":\"string\",\"nullable\":true,\"metadata\":{}},"
          + "{\"name\":\"amount\",\"type\":\"decimal(9,2)\",\"nullable\":true,\"metadata\":{}},"
          + "{\"name\":\"placed\",\"type\":\"timestamp_ntz\",\"nullable\":true,\"metadata\":{}}]}";

  /** The same table for readers who take no interest in time. */
  static final String WITHOUT_TIME =
      ORDERS.replace(
          ",{\"name\":\"placed\",\"type\":\"timestamp_ntz\",\"nullable\":true,\"metadata\":{}}",
          "");

  /** The schema of the files with every type. */
  static final String STORED =
      struct(
          field("l", "\"long\""),
          field("n", "\"integer\""),
          field("h", "\"short\""),
          field("t", "\"byte\""),
          field("d", "\"double\""),
          field("f", "\"float\""),
          field("c", "\"decimal(9,2)\""),
          field("c38", "\"decimal(38,4)\""),
          field("s", "\"string\""),
          field("dt", "\"date\""),
          field("ts", "\"timestamp_ntz\""),
          field("tz", "\"timestamp\""),
          field("bo", "\"boolean\""),
          field("bl", "\"binary\""),
          field("st", struct(field("a", "\"long\""), field("b", "\"string\""))),
          field("li", "{\"type\":\"array\",\"elementType\":\"long\",\"containsNull\":true}"),
          field(
              "m",
              "{\"type\":\"map\",\"keyType\":\"string\",\"valueType\":\"long\","
                  + "\"valueContainsNull\":true}"));

  static final long NOW = 1_700_000_000_123L;

  final Warehouse warehouse;

  /** Without waiting for the disk: no test here turns the power off. */
  final Publication publication =
      new Publication() {
        @Override
        public void sync(Collection<Path> filesOrFolders) {
          assertThat(filesOrFolders).allMatch(Files::exists);
        }
      };

  final DeltaTables tables = new DeltaTables(publication, "0.1.0");
  final Path path;
  private long attempts;

  TestTable(Path folder) throws IOException {
    warehouse = Warehouse.open(folder.resolve("warehouse"));
    path = warehouse.table("dev", "marts.orders");
    Files.createDirectory(warehouse.staging(7));
  }

  Attempt attempt() {
    return Attempt.begin(warehouse, 7, "marts.orders", ++attempts);
  }

  /** Publishes one of the stored files as a data file of the table. */
  DataFile file(int ordinal, String resource) throws IOException {
    Attempt attempt = attempt();
    Path staged = attempt.scratch("data");
    try (InputStream content =
        TestTable.class.getResourceAsStream("/dev/varve/storage/parquet/" + resource)) {
      Files.copy(content, staged);
    }
    ParquetFile read = ParquetFooter.readWithDigest(staged);
    String name = DataFile.name(ordinal, read.digest());
    publication.publish(Kind.DATA, staged, path.resolve(name));
    return new DataFile(
        name,
        read.digest(),
        read.contents().rows(),
        FileStamp.of(path.resolve(name)),
        read.contents().statistics());
  }

  List<DataFile> orders(int... numbers) throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (int number : numbers) {
      files.add(file(number, "orders-" + number + ".parquet"));
    }
    return files;
  }

  static NewVersion version(String stepKey, List<DataFile> files) {
    return version(ORDERS, stepKey, files);
  }

  static NewVersion version(String schema, String stepKey, List<DataFile> files) {
    return new NewVersion(schema, "marts.orders", stepKey, 7, files, NOW);
  }

  static List<String> names(List<DataFile> files) {
    return files.stream().map(DataFile::path).toList();
  }

  /** Overwrites the latest version. */
  long commit(NewVersion next) {
    return tables.commit(attempt(), path, tables.latest(path), next);
  }

  KernelTable kernel(long version) {
    return Kernel.read(path, version, "varve");
  }

  DeltaLog log() {
    return new DeltaLog(path);
  }

  String commitText(long version) throws IOException {
    return Files.readString(log().commit(version));
  }

  /** Writes a commit as another tool would. */
  void foreignCommit(long version, String... actions) throws IOException {
    Files.writeString(log().commit(version), String.join("\n", actions) + "\n");
  }

  private static String struct(String... fields) {
    return "{\"type\":\"struct\",\"fields\":[" + String.join(",", fields) + "]}";
  }

  private static String field(String name, String type) {
    return "{\"name\":\"%s\",\"type\":%s,\"nullable\":true,\"metadata\":{}}".formatted(name, type);
  }
}
