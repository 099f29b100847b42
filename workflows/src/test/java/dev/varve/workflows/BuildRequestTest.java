package dev.varve.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildRequestTest {
  private static final ObjectMapper MAPPER = JacksonJsonPayloadConverter.newDefaultObjectMapper();

  @Test
  void onlyTheProjectIsNeeded() {
    BuildRequest request = read("{\"project\": \"/srv/shop\"}");

    assertThat(request).isEqualTo(BuildRequest.of("/srv/shop", "dev"));
    assertThat(request.faults()).isEmpty();
  }

  @Test
  void everyFieldIsRead() {
    BuildRequest request =
        read(
            """
            {"project": "shop", "environment": "prod", "select": ["marts.*", "+a"],
             "profile": "prod_fast", "tier": "canonical", "policy": "Always",
             "parameters": {"since": "2024-01-01", "top": 10, "all": true,
              "ids": [1, "a\\"b", [null, {"c": false}]]},
             "logicalTime": "2026-01-31T06:00:00+01:00", "rebuild": true, "ifBusy": "WAIT",
             "takeLease": true, "limits": {"unitsInFlight": 8}}
            """);

    assertThat(request)
        .isEqualTo(
            new BuildRequest(
                    "shop",
                    "prod",
                    List.of("marts.*", "+a"),
                    "prod_fast",
                    "CANONICAL",
                    "ALWAYS",
                    Map.of(
                        "since", "2024-01-01",
                        "top", "10",
                        "all", "true",
                        "ids", "[1,\"a\\\"b\",[null,{\"c\":false}]]"),
                    "2026-01-31T06:00:00+01:00",
                    true,
                    "wait",
                    true,
                    null)
                .with(new Limits(0, 0, 0, 8, 0)));
    assertThat(request.faults()).isEmpty();
  }

  @Test
  void oneSelectionNeedsNoList() {
    assertThat(read("{\"project\": \"shop\", \"select\": \"marts.*\"}").select())
        .containsExactly("marts.*");
  }

  @Test
  void allFaultsAreToldAtOnce() {
    BuildRequest request =
        read(
            """
            {"proyect": "shop", "rebuild": "yes", "select": [1], "parameters": {"rate": 0.1},
             "policy": "BREAKING_ONLI", "logicalTime": "2026-01-31T06:00:00.0000001Z",
             "limits": {"attempts": 0, "unitInFlight": 3}}
            """);

    assertThat(request.faults())
        .containsExactly(
            "\"proyect\" is not a field of the input; did you mean \"project\"?",
            "\"select\" must be a text, not 1.",
            "\"parameters.rate\" must be a text, a whole number, true, false or a list of these, not 0.1: write it in"
                + " quotes.",
            "\"rebuild\" must be true or false, not \"yes\".",
            "\"limits.unitInFlight\" is not a field of the input; did you mean \"unitsInFlight\"?",
            "\"limits.attempts\" must be a whole number above 0, not 0.",
            "\"project\" is missing: name the project's folder.",
            "\"policy\" \"BREAKING_ONLI\" is unknown: use one of ALWAYS, CONSERVATIVE, BREAKING_ONLY; did"
                + " you mean \"BREAKING_ONLY\"?",
            "\"select\" has an empty expression: leave it out to select every model.",
            "\"logicalTime\" \"2026-01-31T06:00:00.0000001Z\" is finer than a microsecond.");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Carry carry =
        new Carry(
            "run",
            "b1",
            "2026-01-01T00:00:00Z",
            7,
            new Discovery("d", "b1", "2026-01-01T00:00:00Z", 3, 1, true),
            "p",
            "AQ==",
            Counts.failed(2),
            List.of(new UnitFailure(3, new Failure("DISK_FULL", "No space.", "Make some."))),
            List.of("a: DISK_FULL"),
            5,
            true,
            "b0");
    BuildRequest request =
        BuildRequest.of("shop", "prod").with(carry).with(new Limits(1, 2, 3, 4, 5));

    assertThat(read(write(request))).isEqualTo(request);
  }

  @Test
  void aRequestWithoutWishesIsShort() {
    assertThat(write(BuildRequest.of("shop", "dev")))
        .isEqualTo(
            "{\"project\":\"shop\",\"environment\":\"dev\",\"rebuild\":false,\"takeLease\":false,"
                + "\"limits\":{\"heartbeatSeconds\":15,\"stepMinutes\":1440,\"attempts\":3,"
                + "\"unitsInFlight\":64,\"historyEvents\":10000}}");
  }

  @Test
  void aResultHasEveryFieldOfTheDocumentedJson() {
    BuildResult result =
        new BuildResult(
            1,
            "",
            "b1",
            "shop",
            "dev",
            "2026-01-01T00:00:00Z",
            new Counts(0, 0, 1, 0, 0, 0, 0),
            List.of(
                new StepReport(
                    "marts.revenue",
                    "rebuild",
                    new Reason("INPUT_CHANGED", "source raw.orders has 1 new file", null),
                    null,
                    3L,
                    100L,
                    5L,
                    null,
                    "2026-01-01T00:00:01Z")),
            "7",
            0,
            "/w/report.html");

    assertThat(write(result))
        .isEqualTo(
            "{\"formatVersion\":1,\"outcome\":\"done\",\"buildId\":\"b1\",\"project\":\"shop\","
                + "\"environment\":\"dev\",\"logicalTime\":\"2026-01-01T00:00:00Z\",\"counts\":"
                + "{\"skipped\":0,\"reused\":0,\"rebuilt\":1,\"failed\":0,\"blocked\":0,\"removed\":0,"
                + "\"cancelled\":0,\"inline\":0},\"steps\":[{\"model\":\"marts.revenue\",\"decision\":\"rebuild\","
                + "\"reason\":{\"code\":\"INPUT_CHANGED\",\"message\":\"source raw.orders has 1 new"
                + " file\",\"changed\":[]},\"key\":null,\"rows\":3,\"bytes\":100,\"milliseconds\":5,"
                + "\"error\":null,\"startedAt\":\"2026-01-01T00:00:01Z\"}],\"manifest\":\"7\",\"stepsOmitted\":0,\"report\":"
                + "\"/w/report.html\"}");
  }

  private static BuildRequest read(String json) {
    try {
      return MAPPER.readValue(json, BuildRequest.class);
    } catch (JsonProcessingException notConverted) {
      throw new AssertionError(notConverted);
    }
  }

  private static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException notConverted) {
      throw new AssertionError(notConverted);
    }
  }

  @Test
  void formsOfModelsAreKeptOfNoneOfThoseThatChangedOrOfAll() {
    BuildRequest request = BuildRequest.of("shop", "dev");

    assertThat(request.withArtifacts("Changed").faults()).isEmpty();
    assertThat(request.withArtifacts("some").faults())
        .singleElement()
        .asString()
        .contains("\"artifacts\"", "none, changed, all");
    assertThat(request.withArtifacts("all").wanted()).isNotEqualTo(request.wanted());
    assertThat(request.withArtifacts("").wanted()).isEqualTo(request.wanted());
  }
}
