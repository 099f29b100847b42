package dev.varve.storage.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.storage.Digest;
import dev.varve.storage.store.ColumnStatistics;
import dev.varve.storage.store.DataFile;
import dev.varve.storage.store.FileStamp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitTextTest {
  private static final String SCHEMA =
      "{\"type\":\"struct\",\"fields\":[{\"name\":\"n\",\"type\":\"long\",\"nullable\":true,"
          + "\"metadata\":{}}]}";

  @Test
  void isPinnedDown() {
    assertThat(new String(commit().toBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"commitInfo":{"timestamp":1000,"operation":"WRITE",\
            "operationParameters":{"mode":"Overwrite","partitionBy":"[]"},"readVersion":3,\
            "isolationLevel":"Serializable","isBlindAppend":false,\
            "operationMetrics":{"numFiles":"2","numOutputRows":"4","numOutputBytes":"20"},\
            "engineInfo":"varve/0.1.0 k1","varve":{"formatVersion":1,"table":"marts.t",\
            "stepKey":"k1","epoch":5,"schemaVersion":4,"files":["stays","new"]}}}
            {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
            {"metaData":{"id":"the id","name":"marts.t",\
            "format":{"provider":"parquet","options":{}},\
            "schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[{\\"name\\":\\"n\\",\
            \\"type\\":\\"long\\",\\"nullable\\":true,\\"metadata\\":{}}]}",\
            "partitionColumns":[],"configuration":{},"createdTime":500}}
            {"txn":{"appId":"varve","version":5,"lastUpdated":1000}}
            {"remove":{"path":"goes","deletionTimestamp":1000,"dataChange":true}}
            {"add":{"path":"new","partitionValues":{},"size":10,"modificationTime":2,\
            "dataChange":true,"stats":"{\\"numRecords\\":2,\\"minValues\\":{\\"n\\":1},\
            \\"maxValues\\":{\\"n\\":9},\\"nullCount\\":{\\"n\\":0}}"}}
            """);
  }

  @Test
  void isReadAgainFromItsFirstLine() {
    byte[] bytes = commit().toBytes();
    assertThat(CommitSummary.read(bytes))
        .contains(new CommitSummary("marts.t", "k1", 5, 4, List.of("stays", "new")));
    assertThat(TableMetadata.read(bytes)).contains(new TableMetadata("the id", 500, SCHEMA));
  }

  @Test
  void ofOthersIsNotMistakenForOurs() {
    for (String text :
        List.of(
            "",
            "\n",
            "{}",
            "{\"commitInfo\":{}}",
            "{\"commitInfo\":{\"engineInfo\":\"varve/1 k\"}}",
            "{\"commitInfo\":{\"engineInfo\":\"spark\",\"varve\":{\"formatVersion\":1,"
                + "\"stepKey\":\"k\",\"schemaVersion\":0,\"files\":[\"a\"]}}}",
            "{\"commitInfo\":{\"engineInfo\":\"varve/1 k\",\"varve\":{\"formatVersion\":1,"
                + "\"stepKey\":\"k\",\"schemaVersion\":0,\"files\":[]}}}",
            "{\"commitInfo\":{\"engineInfo\":\"varve/1 k\",\"varve\":{\"formatVersion\":1")) {
      assertThat(CommitSummary.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
  }

  private static CommitText commit() {
    Digest digest = Digest.of("x");
    FileStamp stamp = new FileStamp(10, 2_000_001, 3);
    NewVersion next =
        new NewVersion(
            SCHEMA,
            "marts.t",
            "k1",
            5,
            List.of(
                new DataFile("stays", digest, 2, stamp, List.of()),
                new DataFile(
                    "new",
                    digest,
                    2,
                    stamp,
                    List.of(new ColumnStatistics("n", Optional.of("1"), Optional.of("9"), 0)))),
            1000);
    return new CommitText(
        "0.1.0",
        4,
        next,
        DeltaSchema.parse(SCHEMA),
        List.of("stays", "goes"),
        4,
        Optional.of(new TableMetadata("the id", 500, SCHEMA)),
        true);
  }
}
