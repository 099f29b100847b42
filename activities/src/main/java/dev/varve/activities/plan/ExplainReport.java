package dev.varve.activities.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a model is understood and what decides whether it is built: the answer of {@code varve
 * explain}.
 *
 * @param planFingerprint what its query computes, by position, without output names and data
 * @param fingerprintParts what that covers besides the normal form
 * @param path {@code algebra} or {@code native}
 * @param notUnderstood why it is native; none where it is not
 * @param resultClass {@code exact}, {@code order-sensitive} or {@code volatile}
 * @param classReasons why it is not exact; none where it is
 * @param threadReasons why it runs on a single thread; none where it need not
 * @param plan as the engine bound it
 * @param normalForm the same with all that makes no difference made equal
 * @param facts what was declared and verified, and without which the plan would be another one
 * @param versions of all that decides what its text means
 */
public record ExplainReport(
    int formatVersion,
    String project,
    String environment,
    String model,
    String file,
    String decision,
    PlanReason reason,
    String planFingerprint,
    List<String> fingerprintParts,
    String path,
    List<String> notUnderstood,
    String resultClass,
    List<String> classReasons,
    List<String> threadReasons,
    Order order,
    List<PlannedColumn> columns,
    List<Input> inputs,
    List<Operator> plan,
    List<Operator> normalForm,
    Key key,
    List<String> facts,
    List<String> versions) {
  public static final int FORMAT_VERSION = 1;

  /**
   * The order in which the rows are written.
   *
   * @param terms of an ORDER BY; none where the rows stay as the engine gives them
   */
  public record Order(String tier, List<String> terms, String why) {
    public Order {
      terms = List.copyOf(terms);
    }
  }

  /**
   * A table that the model reads.
   *
   * @param columns those that are in its key
   * @param allColumns all of them are, in the order of the file
   * @param counts whether what it holds has any part in the result
   */
  public record Input(
      String table, String kind, List<String> columns, boolean allColumns, boolean counts) {
    public Input {
      columns = List.copyOf(columns);
    }
  }

  /**
   * An operator of a query plan.
   *
   * @param depth 0 for the outermost; its inputs follow it, one deeper
   * @param fingerprint of it and all below it
   * @param resultClass of it by itself; absent in a normal form
   * @param reasons why it is not exact; in a normal form, why part of it is as it was written
   */
  public record Operator(
      int depth,
      String text,
      String fingerprint,
      Optional<String> resultClass,
      List<String> reasons) {
    public Operator {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The step key.
   *
   * @param fingerprint absent where an ingredient is not known yet
   */
  public record Key(Optional<String> fingerprint, List<Ingredient> ingredients) {
    public Key {
      ingredients = List.copyOf(ingredients);
    }
  }

  /**
   * What is hashed into the key.
   *
   * @param value absent where it is not known yet
   * @param unknown why it is not; empty where it is
   */
  public record Ingredient(String kind, String name, Optional<String> value, String unknown) {}

  public ExplainReport {
    Objects.requireNonNull(model);
    fingerprintParts = List.copyOf(fingerprintParts);
    notUnderstood = List.copyOf(notUnderstood);
    classReasons = List.copyOf(classReasons);
    threadReasons = List.copyOf(threadReasons);
    columns = List.copyOf(columns);
    inputs = List.copyOf(inputs);
    plan = List.copyOf(plan);
    normalForm = List.copyOf(normalForm);
    facts = List.copyOf(facts);
    versions = List.copyOf(versions);
  }
}
