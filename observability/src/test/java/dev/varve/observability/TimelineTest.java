package dev.varve.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant START = Instant.parse("2026-11-21T06:26:00.250Z");

  /** The format is persisted: what is written here must stay readable for ever. */
  private static final String GOLDEN =
      """
      {"formatVersion":1,"buildId":"20261121-1"}
      {"event":"phase","start":"2026-11-21T06:26:00.250Z","milliseconds":12,"phase":"discover"}
      {"event":"step","start":"2026-11-21T06:26:00.250Z","milliseconds":340,"phase":"execute",\
      "step":"marts.revenue","decision":"rebuild","reasonCode":"SOURCE_CHANGED",\
      "reason":"source raw.orders has 1 new file","rows":1000,"bytes":4096}
      {"event":"note","start":"2026-11-21T06:26:00.250Z","step":"marts.revenue",\
      "code":"FALLBACK","message":"ran again under \\"memory_tight\\""}
      """;

  @Test
  void aTimelineIsWrittenAsItsGoldenFile() {
    assertThat(new String(sample().toJsonLines("20261121-1"), UTF_8)).isEqualTo(GOLDEN);
  }

  @Test
  void whatWasWrittenIsReadBack() {
    assertThat(TimelineFormat.read(GOLDEN.getBytes(UTF_8))).isEqualTo(sample().events());
  }

  @Test
  void kindsAndFieldsOfANewerWriterArePassedOver() {
    String newer =
        """
        {"formatVersion":1,"buildId":"b","host":"h","tags":["a",{"b":1}]}
        {"event":"weather","start":"2026-11-21T06:26:00Z","sun":true}
        {"event":"phase","start":"2026-11-21T06:26:00Z","milliseconds":1,"phase":"compile","x":[1]}
        """;

    assertThat(TimelineFormat.read(newer.getBytes(UTF_8)))
        .containsExactly(
            new TimelineEvent.PhaseEnded(Instant.parse("2026-11-21T06:26:00Z"), 1, "compile"));
  }

  @Test
  void aLineThatWasCutOffIsLeftOut() {
    byte[] whole = GOLDEN.getBytes(UTF_8);

    assertThat(TimelineFormat.read(Arrays.copyOf(whole, whole.length - 20)))
        .isEqualTo(sample().events().subList(0, 2));
  }

  @Test
  void aNewerFormatIsRefused() {
    assertThatThrownBy(() -> TimelineFormat.read("{\"formatVersion\":2}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("format 2");
  }

  @Test
  void aNegativeAmountCannotBeRecorded() {
    assertThatThrownBy(() -> new TimelineEvent.PhaseEnded(START, -1, "compile"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Timeline sample() {
    Timeline timeline = new Timeline();
    timeline.add(new TimelineEvent.PhaseEnded(START, 12, "discover"));
    timeline.add(
        new TimelineEvent.StepEnded(
            START,
            340,
            "execute",
            "marts.revenue",
            "rebuild",
            "SOURCE_CHANGED",
            "source raw.orders has 1 new file",
            1000,
            4096));
    timeline.add(
        new TimelineEvent.Noted(
            START, "marts.revenue", "FALLBACK", "ran again under \"memory_tight\""));
    return timeline;
  }
}
