package dev.varve.planner.function;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.classify.FunctionList;
import dev.varve.planner.encode.PlanEncoding;
import java.util.ArrayList;
import java.util.List;

/**
 * A function as it is listed for people.
 *
 * @param origin whose it is
 * @param kind scalar, aggregate, window, macro, table, table macro or pragma
 * @param volatility its class: what a call may depend on besides its arguments
 * @param threads whether a call may come out differently with the number of threads
 * @param lanes the engines that can run it
 * @param note why it is refused, or what it is for
 * @param fingerprint changes with whatever is listed, and with what a function of a project
 *     computes
 */
public record FunctionEntry(
    Origin origin,
    String kind,
    String name,
    List<String> signatures,
    String volatility,
    String threads,
    List<String> lanes,
    Rung rung,
    String note,
    Fingerprint fingerprint) {
  /** Whose a function is, in the order in which they are listed. */
  public enum Origin {
    PROJECT,
    VARVE,
    ENGINE
  }

  /** How a function works through its rows, the fastest first. */
  public enum Rung {
    /** Compiled into the engine, a vector of values at a time. */
    BUILT_IN("built in"),
    /** An expression of what is built in, put in its place by the binder. */
    VECTORISED("vectorised"),
    /** One row, or one element of a list, after the other. */
    ROW_BY_ROW("row by row"),
    /** Not run at all. */
    NONE("");

    private final String word;

    Rung(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** The lane that every function runs in which is not refused. */
  private static final String LANE = "duckdb";

  public FunctionEntry {
    signatures = List.copyOf(signatures);
    lanes = List.copyOf(lanes);
  }

  /** Of a function of the engine. */
  static FunctionEntry ofEngine(FunctionList.Entry reviewed, List<String> signatures) {
    String kind = reviewed.kind();
    boolean refused = reviewed.isRefused();
    Rung rung = kind.contains("macro") ? Rung.VECTORISED : Rung.BUILT_IN;
    if (refused) {
      rung = Rung.NONE;
    } else if (FunctionList.reviewed().isRowByRow(reviewed.name())) {
      rung = Rung.ROW_BY_ROW;
    }
    return of(
        Origin.ENGINE,
        kind,
        reviewed.name(),
        signatures,
        reviewed.functionClass(),
        threads(reviewed),
        rung,
        reviewed.why(),
        List.of());
  }

  private static String threads(FunctionList.Entry reviewed) {
    return switch (reviewed.functionClass()) {
      case "exact" -> "no";
      case "exact-by-value" -> "where equal values differ";
      case "exact-by-number" -> "over floats";
      case "ordered" -> reviewed.kind().equals("window") ? "over ties" : "without a total ORDER BY";
      case "expanded" -> "as its body";
      case "refused" -> "";
      default -> "yes";
    };
  }

  /**
   * A function with a fingerprint of all that is listed of it.
   *
   * @param computes what else it is known by
   */
  public static FunctionEntry of(
      Origin origin,
      String kind,
      String name,
      List<String> signatures,
      String volatility,
      String threads,
      Rung rung,
      String note,
      List<String> computes) {
    List<String> texts = new ArrayList<>();
    texts.add("function " + FunctionList.VERSION);
    texts.addAll(List.of(origin.name(), kind, name, volatility, threads, rung.name()));
    texts.add(Integer.toString(signatures.size()));
    texts.addAll(signatures);
    texts.addAll(computes);
    return new FunctionEntry(
        origin,
        kind,
        name,
        signatures,
        volatility,
        threads,
        rung == Rung.NONE ? List.of() : List.of(LANE),
        rung,
        note,
        PlanEncoding.ofTexts(texts));
  }

  /** Of one of Varve's own. */
  public static FunctionEntry ofPrimitive(Primitives.Primitive primitive) {
    return of(
        Origin.VARVE,
        "scalar",
        primitive.macro().name(),
        List.of(primitive.signature()),
        "exact",
        "no",
        Rung.VECTORISED,
        primitive.description(),
        List.of(primitive.macro().definition()));
  }
}
