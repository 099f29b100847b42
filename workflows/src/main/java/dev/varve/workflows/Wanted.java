package dev.varve.workflows;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;

/** What a request wants to have built, as a text that equal wishes share and others do not. */
final class Wanted {
  private Wanted() {}

  static String by(BuildRequest request) {
    StringBuilder text = new StringBuilder("varve wanted 1");
    append(
        text,
        List.of(
            request.environment(),
            request.profile(),
            request.tier(),
            request.policy(),
            instant(request.logicalTime()),
            Boolean.toString(request.rebuild())));
    append(text, request.select().stream().distinct().sorted().toList());
    request.parameters().forEach((name, value) -> append(text, List.of(name, value)));
    if (!request.artifacts().isEmpty()) {
      append(text, List.of("artifacts", request.artifacts()));
    }
    return text.toString();
  }

  /** One time can be written in many ways. */
  private static String instant(String time) {
    try {
      return time.isEmpty() ? "" : OffsetDateTime.parse(time).toInstant().toString();
    } catch (DateTimeException notATime) {
      return time;
    }
  }

  /** Lengths first, so that no two wishes share a text. */
  private static void append(StringBuilder text, List<String> parts) {
    text.append('\n').append(parts.size());
    for (String part : parts) {
      text.append(' ').append(part.length()).append(' ').append(part);
    }
  }
}
