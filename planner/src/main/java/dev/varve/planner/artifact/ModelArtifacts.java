package dev.varve.planner.artifact;

import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.encode.PlanEncoding.Identified;
import dev.varve.planner.function.FunctionEntry;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.TableFunction;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.speak.engine.EngineSql;
import dev.varve.planner.speak.spark.SparkSql;
import dev.varve.planner.speak.substrait.SubstraitPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A model in each of its forms, made when asked for. */
public final class ModelArtifacts {
  private static final int HEX = 12;

  private final UnderstoodModel understood;
  private final Surroundings surroundings;

  public ModelArtifacts(UnderstoodModel understood) {
    this(understood, Surroundings.NONE);
  }

  public ModelArtifacts(UnderstoodModel understood, Surroundings surroundings) {
    this.understood = understood;
    this.surroundings = surroundings;
  }

  /** The model in a form, or why it cannot be had in it. */
  public Artifact of(ArtifactKind kind) {
    CompiledModel model = understood.model();
    List<String> names = model.columns().stream().map(OutputColumn::name).toList();
    boolean runs =
        kind == ArtifactKind.SPARK || kind == ArtifactKind.SQL || kind == ArtifactKind.SUBSTRAIT;
    if (!understood.faithful() && runs) {
      String reason = "the binder computed a value of the clock, which the plan does not show";
      return Artifact.without(kind, List.of(reason));
    }
    return switch (kind) {
      case TEXT -> Artifact.of(kind, model.sql());
      case SQL ->
          Artifact.of(kind, heading("the engine"), EngineSql.of(understood.normal(), names));
      case PLAN -> Artifact.of(kind, PlanText.of(understood.bound()));
      case NORMAL -> Artifact.of(kind, PlanText.of(understood.normal()));
      case DOT -> Artifact.of(kind, PlanDot.of(model.name(), understood.normal()));
      case LINEAGE -> Artifact.of(kind, LineageLines.of(understood));
      case FUNCTIONS -> Artifact.of(kind, functions());
      case FINGERPRINTS -> Artifact.of(kind, fingerprints());
      case DEFINITIONS -> Artifact.of(kind, DefinitionLines.of(model, surroundings.parameters()));
      case SETTINGS -> settings(kind, surroundings.settings());
      case ENCODING -> Artifact.of(kind, EncodingLines.of(understood.normal()));
      case DIFF -> difference(kind, surroundings.difference());
      case SPARK ->
          Artifact.of(
              kind,
              heading("Spark 4 with spark.sql.ansi.enabled=true"),
              SparkSql.of(understood.bound(), names));
      case SUBSTRAIT ->
          Artifact.of(kind, SubstraitPlan.of(understood.normal(), names, understood.schemas()));
    };
  }

  private static Artifact settings(ArtifactKind kind, Surroundings.Settings settings) {
    return settings.unknown().isEmpty()
        ? Artifact.of(kind, SettingLines.of(settings))
        : Artifact.without(kind, List.of(settings.unknown()));
  }

  private static Artifact difference(ArtifactKind kind, Difference difference) {
    return difference.unknown().isEmpty()
        ? Artifact.of(kind, DifferenceLines.of(difference))
        : Artifact.without(kind, List.of(difference.unknown()));
  }

  private String heading(String dialect) {
    String text = "-- " + understood.model().name() + " for " + dialect + ".\n";
    return understood.classification().resultClass() == ResultClass.EXACT
        ? text
        : text
            + "-- Its result is not determined by its inputs alone, so that another engine's may differ.\n";
  }

  private String functions() {
    Map<String, Set<String>> called = new TreeMap<>();
    gather(understood.normal(), called);
    Map<String, String> known = new TreeMap<>();
    for (FunctionEntry entry : surroundings.functions()) {
      known.put(named(entry.kind(), entry.name()), " " + entry.fingerprint().hex());
    }
    StringBuilder text = new StringBuilder();
    called.forEach(
        (kind, names) ->
            names.forEach(
                name ->
                    text.append(
                        kind + " " + name + known.getOrDefault(named(kind, name), "") + "\n")));
    understood.volatileFunctions().forEach(name -> text.append("volatile " + name + "\n"));
    for (SqlMacro macro : understood.model().functions()) {
      String kind = macro.kind().name().toLowerCase(Locale.ROOT);
      String fingerprint = known.getOrDefault(named(kind, macro.name()), "");
      text.append("declared " + macro.name() + fingerprint + "\n");
    }
    understood.model().parameters().forEach(name -> text.append("parameter " + name + "\n"));
    understood.model().clock().forEach(use -> text.append("clock " + use + "\n"));
    return text.toString();
  }

  private static String named(String kind, String name) {
    return kind + " " + name.toLowerCase(Locale.ROOT);
  }

  private static void gather(Node node, Map<String, Set<String>> called) {
    node.expressions().forEach(expression -> gather(expression, called));
    if (node instanceof TableFunction function) {
      add("table", function.function().shortName(), called);
    }
    node.inputs().forEach(input -> gather(input, called));
  }

  private static void gather(Expression expression, Map<String, Set<String>> called) {
    if (expression instanceof Call call) {
      add("scalar", call.function().shortName(), called);
    } else if (expression instanceof AggregateCall call) {
      add("aggregate", call.function().shortName(), called);
    } else if (expression instanceof WindowCall call) {
      add("window", call.function().map(f -> f.shortName()).orElse(call.kind()), called);
    }
    expression.children().forEach(child -> gather(child, called));
  }

  private static void add(String kind, String name, Map<String, Set<String>> called) {
    called.computeIfAbsent(kind, any -> new TreeSet<>()).add(name);
  }

  private String fingerprints() {
    List<String> lines = new ArrayList<>();
    lines.add("encoding format " + PlanEncoding.FORMAT_VERSION);
    add(PlanEncoding.identify(understood.normal()), "", lines);
    return String.join("\n", lines);
  }

  private static void add(Identified plan, String indent, List<String> lines) {
    lines.add(
        plan.fingerprint().hex().substring(0, HEX) + " " + indent + PlanText.line(plan.node()));
    plan.inputs().forEach(input -> add(input, indent + "  ", lines));
  }
}
