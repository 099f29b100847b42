package dev.varve.planner.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.bind.ClockMacros.Asked;
import dev.varve.planner.bind.ParsedQuery;
import dev.varve.planner.classify.OutputOrder;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.classify.Ties;
import dev.varve.planner.facts.Fact;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.project.ModelHeader.Kind;
import dev.varve.planner.project.Tier;
import dev.varve.planner.testing.Golden;
import dev.varve.planner.types.StoredType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompiledModelsTest {
  private static final CompiledModel FULL =
      new CompiledModel(
          "marts.revenue",
          "models/marts/revenue.sql",
          "select \"a\" from raw.t -- é",
          new Fingerprint("0123456789abcdef".repeat(4)),
          new Fingerprint("fedcba9876543210".repeat(4)),
          PlanPath.NATIVE,
          ResultClass.ORDER_SENSITIVE,
          true,
          List.of(
              new OutputColumn(
                  "s", "HUGEINT", new StoredType("DECIMAL(38,0)", "\"decimal(38,0)\"", true), true),
              new OutputColumn(
                  "c",
                  "VARCHAR",
                  new StoredType("VARCHAR", "\"string\"", false),
                  false,
                  true,
                  List.of("new", "paid"))),
          List.of(
              new InputUse("raw.t", true, List.of("a", "b"), false),
              new InputUse("staging.u", false, List.of(), true),
              new InputUse("staging.v", false, List.of(), false, false)),
          new OutputOrder(OutputOrder.Basis.MODEL, List.of("\"s\" DESC NULLS LAST")),
          List.of("since"),
          List.of(
              new SqlMacro("net", false, "(\"a\" DOUBLE) AS CAST((\na\n) AS DOUBLE)"),
              new SqlMacro("late", true, "() AS TABLE SELECT 1 AS a")),
          List.of(ClockUse.DATE, ClockUse.TIMESTAMP),
          List.of("s"),
          List.of("daily", "weekly"),
          "Revenue",
          Optional.of(Tier.CANONICAL),
          Optional.of("memory_tight"),
          Kind.TABLE,
          List.of(
              new Fact("raw.orders", Fact.Kind.KEY, List.of("day", "id")),
              new Fact("raw.orders", Fact.Kind.NOT_NULL, List.of("amount"))),
          List.of(new Ties("row_number()", List.of("id"), List.of("amount", "day"))));

  private static final CompiledModel LEAST =
      new CompiledModel(
          "main.one",
          "models/one.sql",
          "select 1 as one",
          new Fingerprint("f".repeat(64)),
          new Fingerprint("f".repeat(64)),
          PlanPath.ALGEBRA,
          ResultClass.EXACT,
          false,
          List.of(
              new OutputColumn(
                  "one", "INTEGER", new StoredType("INTEGER", "\"integer\"", false), false)),
          List.of(),
          OutputOrder.ENGINE,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          "",
          Optional.empty(),
          Optional.empty(),
          Kind.TABLE,
          List.of(),
          List.of());

  private static final CompiledModel INLINE =
      new CompiledModel(
          "main.ages",
          "models/ages.sql",
          "select interval 1 day as one",
          new Fingerprint("e".repeat(64)),
          new Fingerprint("e".repeat(64)),
          PlanPath.ALGEBRA,
          ResultClass.EXACT,
          false,
          List.of(new OutputColumn("one", "INTERVAL", StoredType.ofNone("INTERVAL"), false)),
          List.of(),
          OutputOrder.ENGINE,
          List.of(),
          List.of(new SqlMacro("main.days", SqlMacro.Kind.VIEW, "select 1 as day")),
          List.of(),
          List.of(),
          List.of(),
          "",
          Optional.empty(),
          Optional.empty(),
          Kind.INLINE,
          List.of(),
          List.of());

  private static String json(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void areWrittenInThisForm() {
    Golden.check("compiled-models.json", json(CompiledModels.toJson(List.of(FULL, LEAST, INLINE))));
  }

  @Test
  void readBackWithEveryField() {
    assertThat(CompiledModels.fromJson(CompiledModels.toJson(List.of(FULL, LEAST, INLINE))))
        .containsExactly(FULL, LEAST, INLINE);
    assertThat(
            CompiledModels.fromJson(
                Golden.read("compiled-models.json").getBytes(StandardCharsets.UTF_8)))
        .containsExactly(FULL, LEAST, INLINE);
  }

  @Test
  void fieldsOfLaterVersionsAreReadOver() {
    String later =
        json(CompiledModels.toJson(List.of(LEAST)))
            .replace("\"name\"", "\"later\":{\"deep\":[1,{}]},\"name\"");

    assertThat(CompiledModels.fromJson(later.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(LEAST);
  }

  @Test
  void anotherFormatIsRefused() {
    String later =
        json(CompiledModels.toJson(List.of(LEAST)))
            .replace("\"formatVersion\":4", "\"formatVersion\":5");

    assertThatThrownBy(() -> CompiledModels.fromJson(later.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("format version");
  }

  @Test
  void whatIsRememberedIsWrittenInThisForm() {
    CompilationMemory memory = CompilationMemory.empty();
    memory.put(
        new Fingerprint("a".repeat(64)),
        new ParsedQuery(
            List.of(
                new ParsedQuery.TableName(List.of("raw", "t"), 14),
                new ParsedQuery.TableName(List.of("u"), 20)),
            List.of("v"),
            List.of("sum"),
            List.of(new ParsedQuery.TableName(List.of("late"), 31)),
            List.of(Asked.DATE),
            List.of()));
    memory.put(new Fingerprint("b".repeat(64)), LEAST);
    CompilationMemory read = CompilationMemory.fromJson(memory.toJson()).orElseThrow();

    Golden.check("compilation-memory.json", json(memory.toJson()));
    assertThat(read.model(new Fingerprint("b".repeat(64)))).isEqualTo(LEAST);
    assertThat(read.text(new Fingerprint("a".repeat(64))))
        .isEqualTo(memory.text(new Fingerprint("a".repeat(64))));
  }

  @Test
  void aDamagedMemoryIsNone() {
    CompilationMemory memory = CompilationMemory.empty();
    memory.put(new Fingerprint("b".repeat(64)), LEAST);
    byte[] bytes = memory.toJson();

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThat(CompilationMemory.fromJson(cut)).as("the first %s bytes", length).isEmpty();
    }
    assertThat(
            CompilationMemory.fromJson(
                json(bytes).replace("n\":4", "n\":5").getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
  }
}
