package dev.varve.workflows;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request can be refused for before anything is looked at. */
final class RequestCheck {
  private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

  private RequestCheck() {}

  static List<String> faultsOf(BuildRequest request) {
    List<String> faults = new ArrayList<>(request.problems());
    faults.addAll(request.limits().problems());
    if (request.project().isBlank()) {
      faults.add("\"project\" is missing: name the project's folder.");
    }
    if (!ENVIRONMENT.matcher(request.environment()).matches()) {
      faults.add(
          "\"environment\" \"%s\" is not a name: use letters, digits, _ and -."
              .formatted(request.environment()));
    }
    oneOf("tier", request.tier(), List.of("FAST", "STABLE", "CANONICAL"), faults);
    oneOf("policy", request.policy(), List.of("ALWAYS", "CONSERVATIVE", "BREAKING_ONLY"), faults);
    oneOf(
        "ifBusy",
        request.ifBusy(),
        List.of(BuildRequest.REFUSE, BuildRequest.WAIT, BuildRequest.ATTACH),
        faults);
    oneOf(
        "artifacts",
        request.artifacts(),
        List.of(BuildRequest.NONE, BuildRequest.CHANGED, BuildRequest.ALL),
        faults);
    if (request.select().stream().anyMatch(String::isBlank)) {
      faults.add("\"select\" has an empty expression: leave it out to select every model.");
    }
    checkTime(request.logicalTime(), faults);
    return List.copyOf(faults);
  }

  private static void oneOf(String name, String value, List<String> known, List<String> faults) {
    if (value.isEmpty() || known.contains(value)) {
      return;
    }
    Optional<String> nearest = NearestName.of(value, known);
    faults.add(
        "\"%s\" \"%s\" is unknown: use one of %s%s"
            .formatted(
                name,
                value,
                String.join(", ", known),
                nearest.map(found -> "; did you mean \"" + found + "\"?").orElse(".")));
  }

  private static void checkTime(String text, List<String> faults) {
    if (text.isEmpty()) {
      return;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getNano() % 1000 != 0) {
        faults.add("\"logicalTime\" \"%s\" is finer than a microsecond.".formatted(text));
      }
    } catch (DateTimeException notATime) {
      faults.add(
          "\"logicalTime\" \"%s\" is not a time: write it like 2026-01-31T06:00:00Z."
              .formatted(text));
    }
  }
}
