package dev.varve.planner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.project.Policy;
import dev.varve.planner.project.Tier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BuildPlanParserTest {
  private static final String KEY = "ab".repeat(32);
  private static final String DEEP_KEY = "de".repeat(32);
  private static final String PLAN_FINGERPRINT = "cd".repeat(32);

  private static final BuildPlan PLAN =
      new BuildPlan(
          "d1",
          7,
          "c1",
          new BuildSettings(
              "build-1",
              "lane 1",
              "UTC",
              Instant.parse("2026-01-02T03:04:05Z"),
              Map.of("since", "2024-01-01"),
              Tier.STABLE,
              Optional.of(Tier.FAST),
              Policy.CONSERVATIVE,
              true),
          "prod_fast",
          Map.of("since", "2024-01-01"),
          List.of(
              new BuildPlan.Entry(
                  "staging.orders",
                  new Decision(
                      DecisionKind.REBUILD,
                      new Reason(
                          ReasonCode.SOURCE_CHANGED,
                          "source raw.orders has 1 new file",
                          List.of("raw.orders"))),
                  Optional.of(new Fingerprint(PLAN_FINGERPRINT)),
                  Optional.of(new Fingerprint(KEY)),
                  Optional.of(new Fingerprint(DEEP_KEY))),
              new BuildPlan.Entry(
                  "marts.gone",
                  Decision.of(DecisionKind.REMOVED, ReasonCode.MODEL_DELETED, "gone"),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty())),
          List.of(0),
          List.of(new StepUnits.Unit(List.of(0), true, new TreeSet<>())));

  private static final String JSON =
      "{\"formatVersion\":1,\"discovery\":\"d1\",\"manifest\":7,\"compiled\":\"c1\","
          + "\"profile\":\"prod_fast\",\"settings\":{\"buildId\":\"build-1\","
          + "\"laneVersion\":\"lane 1\",\"timezone\":\"UTC\","
          + "\"logicalTime\":\"2026-01-02T03:04:05Z\",\"literals\":{\"since\":\"2024-01-01\"},"
          + "\"defaultTier\":\"STABLE\",\"tierOverride\":\"FAST\",\"policy\":\"CONSERVATIVE\","
          + "\"rebuild\":true},\"arguments\":{\"since\":\"2024-01-01\"},\"entries\":[{"
          + "\"name\":\"staging.orders\",\"decision\":\"REBUILD\",\"code\":\"SOURCE_CHANGED\","
          + "\"message\":\"source raw.orders has 1 new file\",\"changed\":[\"raw.orders\"],"
          + "\"plan\":\""
          + PLAN_FINGERPRINT
          + "\",\"key\":\""
          + KEY
          + "\",\"deepKey\":\""
          + DEEP_KEY
          + "\"},{\"name\":\"marts.gone\",\"decision\":\"REMOVED\","
          + "\"code\":\"MODEL_DELETED\",\"message\":\"gone\",\"changed\":[]}],\"steps\":[0],"
          + "\"units\":[{\"small\":true,\"steps\":[0],\"after\":[]}]}";

  @Test
  void writesTheFormatOfVersionOne() {
    assertThat(new String(BuildPlanParser.toJson(PLAN), StandardCharsets.UTF_8)).isEqualTo(JSON);
  }

  @Test
  void readsWhatItWrote() {
    assertThat(BuildPlanParser.fromJson(JSON.getBytes(StandardCharsets.UTF_8))).isEqualTo(PLAN);
  }

  @Test
  void refusesALaterFormat() {
    byte[] later = JSON.replace("Version\":1", "Version\":2").getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> BuildPlanParser.fromJson(later))
        .hasMessage("a build plan of format 2");
  }
}
