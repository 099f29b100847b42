package dev.varve.planner.compile;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.compile.ModelCompiler.Input;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.ModelHeader;
import dev.varve.planner.project.OrderTerm;
import dev.varve.planner.project.contract.AcceptedValue;
import dev.varve.planner.project.contract.ColumnContract;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableFacts;
import java.util.ArrayList;
import java.util.List;

/** The key under which a compiled model is remembered: all that it is made of. */
final class CompileKeys {
  private CompileKeys() {}

  /**
   * The key of a model.
   *
   * @param macros all that its calls bring with them
   * @param versions a fingerprint of all that is the same for every model
   */
  static Fingerprint of(
      ModelFile model, List<SqlMacro> macros, List<Input> inputs, Fingerprint versions) {
    List<String> texts = new ArrayList<>();
    texts.add(versions.hex());
    part(texts, "model", List.of(model.name(), model.file(), model.sql().text()));
    header(texts, model.header());
    for (SqlMacro macro : macros) {
      part(texts, "function", List.of(macro.name(), macro.definition()));
    }
    for (Input input : inputs) {
      List<String> columns = new ArrayList<>();
      for (Column column : input.schema().columns()) {
        columns.add(column.name());
        columns.add(column.type());
      }
      part(texts, (input.isSource() ? "source " : "table ") + input.table(), columns);
      TableFacts facts = input.known().facts();
      facts.keys().forEach(key -> part(texts, "unique", key));
      part(texts, "not null", facts.notNull());
    }
    return PlanEncoding.ofTexts(texts);
  }

  /** The key under which is remembered what a text names. */
  static Fingerprint ofText(ModelFile model) {
    return PlanEncoding.ofTexts(List.of("text", model.sql().text()));
  }

  private static void header(List<String> texts, ModelHeader header) {
    part(texts, "kind", List.of(header.kind().name()));
    part(texts, "description", List.of(header.description()));
    part(texts, "tags", header.tags());
    part(texts, "key", header.key());
    List<String> order = new ArrayList<>();
    for (OrderTerm term : header.orderBy()) {
      order.add(term.column() + " " + term.descending() + " " + term.nullsFirst());
    }
    part(texts, "order_by", order);
    part(texts, "partition_by", header.partitionBy());
    for (ColumnContract contract : header.columns().values()) {
      part(
          texts,
          "column",
          List.of(
              contract.name(),
              contract.type().orElse(""),
              Boolean.toString(contract.notNull()),
              Boolean.toString(contract.unique()),
              contract.description()));
      part(texts, "accepted", contract.accepted().stream().map(AcceptedValue::text).toList());
    }
    part(texts, "evolution", header.evolution().map(e -> List.of(e.name())).orElse(List.of()));
    part(texts, "tier", header.tier().map(tier -> List.of(tier.name())).orElse(List.of()));
    part(texts, "profile", header.profile().map(List::of).orElse(List.of()));
  }

  /** Texts under a name, their number with them, so that no part runs into the next. */
  private static void part(List<String> texts, String name, List<String> values) {
    texts.add(name);
    texts.add(Integer.toString(values.size()));
    texts.addAll(values);
  }
}
