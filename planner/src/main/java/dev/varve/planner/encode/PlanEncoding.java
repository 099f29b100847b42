package dev.varve.planner.encode;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Node;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The identity of plans. A node's fingerprint covers its own parts and its inputs' fingerprints, so
 * that every part of a plan has one.
 */
public final class PlanEncoding {
  /** Raise it when a byte of any encoding changes its meaning. */
  public static final int FORMAT_VERSION = 1;

  private PlanEncoding() {}

  /** A node with its fingerprint, and its inputs with theirs. */
  public record Identified(Node node, Fingerprint fingerprint, List<Identified> inputs) {
    public Identified {
      inputs = List.copyOf(inputs);
    }
  }

  /** The fingerprints of a plan and of all its parts. */
  public static Identified identify(Node plan) {
    List<Identified> inputs = new ArrayList<>();
    for (Node input : plan.inputs()) {
      inputs.add(identify(input));
    }
    Bytes out = new Bytes();
    out.number(FORMAT_VERSION);
    plan.accept(new NodeEncoder(out));
    out.number(inputs.size());
    for (Identified input : inputs) {
      out.raw(HexFormat.of().parseHex(input.fingerprint().hex()));
    }
    return new Identified(plan, Fingerprint.of(out.toArray()), inputs);
  }

  /**
   * The bytes of an expression, which order expressions too: by nothing a person would choose, and
   * always the same.
   */
  public static byte[] encode(Expression expression) {
    Bytes out = new Bytes();
    new ExpressionEncoder(out).one(expression);
    return out.toArray();
  }

  /** A fingerprint of texts, each told apart from its neighbours. */
  public static Fingerprint ofTexts(List<String> texts) {
    Bytes out = new Bytes();
    out.number(texts.size());
    for (String text : texts) {
      out.text(text);
    }
    return Fingerprint.of(out.toArray());
  }
}
