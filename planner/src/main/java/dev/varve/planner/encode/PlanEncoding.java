package dev.varve.planner.encode;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Node;
import java.nio.ByteBuffer;
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

  /** A part of a plan with the bytes that its fingerprint is made of. */
  public record Encoded(Node node, int depth, Fingerprint fingerprint, ByteBuffer bytes) {}

  /** The fingerprints of a plan and of all its parts. */
  public static Identified identify(Node plan) {
    List<Identified> inputs = new ArrayList<>();
    for (Node input : plan.inputs()) {
      inputs.add(identify(input));
    }
    return new Identified(plan, Fingerprint.of(bytes(plan, inputs)), inputs);
  }

  /** The bytes of a plan and of all its parts, each part after what reads it. */
  public static List<Encoded> encoded(Node plan) {
    List<Encoded> parts = new ArrayList<>();
    add(identify(plan), 0, parts);
    return parts;
  }

  private static void add(Identified plan, int depth, List<Encoded> parts) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(plan.node(), plan.inputs()));
    parts.add(new Encoded(plan.node(), depth, plan.fingerprint(), bytes));
    plan.inputs().forEach(input -> add(input, depth + 1, parts));
  }

  private static byte[] bytes(Node plan, List<Identified> inputs) {
    Bytes out = new Bytes();
    out.number(FORMAT_VERSION);
    plan.accept(new NodeEncoder(out));
    out.number(inputs.size());
    for (Identified input : inputs) {
      out.raw(HexFormat.of().parseHex(input.fingerprint().hex()));
    }
    return out.toArray();
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
