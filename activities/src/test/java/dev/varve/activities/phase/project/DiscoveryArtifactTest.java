package dev.varve.activities.phase.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.activities.testing.Golden;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import dev.varve.storage.Digest;
import dev.varve.storage.source.PinnedFile;
import dev.varve.storage.source.SourcePin;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscoveryArtifactTest {
  private static final Digest ROWS = new Digest("c".repeat(64));

  @Test
  void isReadAsItWasWritten() {
    Discovered all = discovered();
    assertThat(DiscoveryArtifact.fromJson(DiscoveryArtifact.toJson(all))).isEqualTo(all);
  }

  @Test
  void isWrittenAsReleased() {
    assertThat(text(discovered()))
        .isEqualTo(Golden.text(DiscoveryArtifactTest.class, "discovery-2.json"));
  }

  @Test
  void formatBeforeIsStillRead() {
    Discovered read =
        DiscoveryArtifact.fromJson(
            bytes(Golden.text(DiscoveryArtifactTest.class, "discovery-1.json")));
    assertThat(read)
        .isEqualTo(
            new Discovered(
                "/shop",
                "a".repeat(64),
                Map.of("raw.orders", pin(false)),
                Map.of("raw.orders", schema()),
                Map.of()));
  }

  @Test
  void newerFormatAndUnknownFieldsAreRefused() {
    String newer = text(discovered()).replace("\"formatVersion\":2", "\"formatVersion\":3");
    assertThatThrownBy(() -> DiscoveryArtifact.fromJson(bytes(newer)))
        .hasMessage("a discovery of format 3");
    String more = text(discovered()).replace("\"files\":\"a", "\"more\":1,\"files\":\"a");
    assertThatThrownBy(() -> DiscoveryArtifact.fromJson(bytes(more)))
        .hasMessage("unknown field in a discovery: more");
  }

  private static Discovered discovered() {
    Map<String, SourcePin> pins = new LinkedHashMap<>();
    pins.put("raw.orders", pin(true));
    pins.put("raw.torn", new SourcePin("raw.torn", List.of()));
    Map<String, List<Problem>> faults = new LinkedHashMap<>();
    faults.put(
        "raw.torn",
        List.of(
            Problem.at(new Place("varve.yaml", 4, 9), "INPUT_UNREADABLE", "It is torn.", "Mend."),
            Problem.of("SOURCE_MISSING", "It is \"gone\".", "Bring it back.")));
    return new Discovered("/shop", "a".repeat(64), pins, Map.of("raw.orders", schema()), faults);
  }

  private static SourcePin pin(boolean footerIdentity) {
    return new SourcePin(
        "raw.orders", List.of(new PinnedFile("data/größe.parquet", 99, ROWS)), footerIdentity);
  }

  private static TableSchema schema() {
    return new TableSchema(
        List.of(new Column("id", "BIGINT"), new Column("a \"b\"", "DECIMAL(10,2)")));
  }

  private static String text(Discovered discovered) {
    return new String(DiscoveryArtifact.toJson(discovered), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
