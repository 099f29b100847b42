package dev.varve.planner.artifact;

import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.encode.PlanEncoding.Encoded;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import java.util.HexFormat;

/**
 * The bytes of which fingerprints are made, as text: there is no one sequence of bytes, but one for
 * each subplan, with the fingerprints of its inputs in it. Whoever takes the SHA-256 of what the
 * hexadecimal digits say gets the fingerprint before them.
 */
final class EncodingLines {
  private EncodingLines() {}

  static String of(Node plan) {
    StringBuilder text = new StringBuilder();
    text.append("encoding format ").append(PlanEncoding.FORMAT_VERSION).append('\n');
    for (Encoded each : PlanEncoding.encoded(plan)) {
      text.append("# ").append("  ".repeat(each.depth())).append(PlanText.line(each.node()));
      text.append('\n').append(each.fingerprint().hex()).append(' ');
      text.append(HexFormat.of().formatHex(each.bytes().array())).append('\n');
    }
    return text.toString();
  }
}
