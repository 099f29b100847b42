package dev.varve.activities.phase;

import dev.varve.storage.Digest;
import dev.varve.workflows.BuildRequest;
import java.util.List;

/** The digest of all parts of a request that can change what a build leaves. */
final class RequestDigest {
  private RequestDigest() {}

  static String of(BuildRequest request) {
    StringBuilder text = new StringBuilder("varve request 1");
    append(
        text, List.of(request.environment(), request.profile(), request.tier(), request.policy()));
    append(text, request.select());
    request.parameters().forEach((name, value) -> append(text, List.of(name, value)));
    append(text, List.of(Boolean.toString(request.rebuild())));
    return Digest.of(text.toString()).hex();
  }

  /** Lengths first, so that no two requests share a text. */
  private static void append(StringBuilder text, List<String> parts) {
    text.append('\n').append(parts.size());
    for (String part : parts) {
      text.append(' ').append(part.length()).append(' ').append(part);
    }
  }
}
