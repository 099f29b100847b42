package dev.varve.planner.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.planner.InputException;
import dev.varve.planner.function.FunctionEntry;
import dev.varve.planner.function.FunctionEntry.Origin;
import dev.varve.planner.function.FunctionEntry.Rung;
import dev.varve.planner.testing.ModelProject;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionListingTest {
  private static List<FunctionEntry> listed(ModelProject project) {
    try (Compiler compiler = new Compiler(CompilerSettings.of("UTC"))) {
      return compiler.functions(
          project.model("m.m", "select 1 as a").parsed().project().orElseThrow());
    }
  }

  private static FunctionEntry function(String header, String body) {
    return listed(
            new ModelProject()
                .source("raw.t", "a INTEGER")
                .function("f", "/* varve\n" + header + "\n*/\n" + body))
        .get(0);
  }

  @Test
  void sayWhatACallDependsOn() {
    String number = "args: { x: DOUBLE }\nreturns: DOUBLE";
    assertThat(function(number, "x + 1").volatility()).isEqualTo("exact");
    assertThat(function(number, "x + random()").volatility()).isEqualTo("volatile");
    assertThat(function("returns: VARCHAR", "current_user").volatility()).isEqualTo("volatile");
    assertThat(function("returns: DATE", "current_date").volatility()).isEqualTo("clock");
    assertThat(function(number, "sum(x)").volatility()).isEqualTo("ordered");
    assertThat(function(number, "sum(x)").threads()).isEqualTo("yes");
    assertThat(function("returns: { a: INTEGER }", "select a from raw.t").volatility())
        .isEqualTo("by its caller");
  }

  @Test
  void tellWhatRunsRowByRow() {
    String list = "args: { l: \"DOUBLE[]\" }\nreturns: DOUBLE";
    assertThat(function(list, "l[1] + 1").rung()).isEqualTo(Rung.VECTORISED);
    assertThat(function(list, "list_reduce(l, lambda a, b: a + b)").rung())
        .isEqualTo(Rung.ROW_BY_ROW);
    assertThat(function(list, "(select max(v) from (select unnest(l) as v))").rung())
        .isEqualTo(Rung.ROW_BY_ROW);
  }

  @Test
  void fingerprintIsOfWhatIsComputed() {
    String header = "args: { x: DOUBLE }\nreturns: DOUBLE";
    FunctionEntry plain = function(header, "x + 1");
    assertThat(function("description: One more\n" + header, "x /* and */ + 1").fingerprint())
        .isEqualTo(plain.fingerprint());
    assertThat(function(header, "x + 2").fingerprint()).isNotEqualTo(plain.fingerprint());
  }

  @Test
  void projectComesFirstThenVarveThenTheEngine() {
    List<FunctionEntry> all =
        listed(new ModelProject().function("zz", "/* varve\nreturns: INT\n*/ 1"));
    assertThat(all.stream().map(FunctionEntry::origin).distinct())
        .containsExactly(Origin.PROJECT, Origin.VARVE, Origin.ENGINE);
    assertThat(all.get(0).name()).isEqualTo("zz");
    assertThat(all.get(1).name()).isEqualTo("col_to_byte");
    assertThat(all).hasSizeGreaterThan(1_100);
    assertThat(all.stream().map(FunctionEntry::fingerprint).distinct()).hasSameSizeAs(all);
  }

  @Test
  void whatIsWrongIsToldInstead() {
    assertThatThrownBy(() -> function("returns: INT", "nope + 1"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nope");
  }
}
