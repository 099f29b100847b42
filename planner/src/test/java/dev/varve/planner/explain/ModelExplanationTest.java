package dev.varve.planner.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.testing.ModelProject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelExplanationTest {
  private static UnderstoodModel understood(String text) {
    return new ModelProject()
        .source("main.t", "id BIGINT, a INTEGER, c VARCHAR, d DOUBLE")
        .source("main.u", "id BIGINT, b INTEGER")
        .model("m.m", text)
        .understood()
        .get(0);
  }

  private static ModelExplanation explained(String text) {
    return ModelExplanation.of(understood(text));
  }

  private static List<String> texts(List<ExplainedOperator> operators) {
    return operators.stream().map(each -> "  ".repeat(each.depth()) + each.text()).toList();
  }

  @Test
  void columnsBearTheNamesOfTheTablesColumnsThatTheyPassOn() {
    ModelExplanation explained =
        explained(
            "select t.c, sum(u.b) as s from t join u on t.id = u.id and t.a > u.b"
                + " where t.c <> '#1' group by t.c");

    assertThat(texts(explained.bound()))
        .containsExactly(
            "project c#0, #1",
            "  aggregate by (c#2): sum(b#4)",
            "    filter (c#2 != cast(\"#1\":VARCHAR as VARCHAR))",
            "      join INNER on id#0 = id#0 and a#1 > b#1",
            "        scan main.t (id, a, c)",
            "        scan main.u (id, b)");
  }

  @Test
  void aDoubtStandsWithTheOperatorThatItComesFrom() {
    ModelExplanation explained = explained("select c, sum(d) as s from t group by c");

    assertThat(explained.bound())
        .extracting(each -> each.own().orElseThrow().resultClass())
        .containsExactly(ResultClass.EXACT, ResultClass.ORDER_SENSITIVE, ResultClass.EXACT);
    assertThat(explained.classReasons())
        .containsExactly("sum() over DOUBLE rounds by the order of the rows.");
    assertThat(explained.threadReasons()).isEqualTo(explained.classReasons());
    assertThat(explained.orderReason()).startsWith("All columns");
  }

  @Test
  void aSubqueryUsedAsAValueIsExactAlthoughItTakesTheFirstRow() {
    ModelExplanation explained = explained("select a, (select b from u) as b from t");

    assertThat(explained.bound())
        .allSatisfy(
            each ->
                assertThat(each.own().orElseThrow().resultClass()).isEqualTo(ResultClass.EXACT));
    assertThat(explained.classReasons()).isEmpty();
    assertThat(explained.threadReasons()).isEmpty();
  }

  @Test
  void theOutermostOfTheNormalFormHasTheFingerprintOfAllOfIt() {
    UnderstoodModel one = understood("select a from t where a > 1 and c = 'x'");
    UnderstoodModel other = understood("select z.a from t as z where z.c = 'x' and z.a > 1");

    assertThat(ModelExplanation.of(one).normal().get(0).fingerprint())
        .isEqualTo(ModelExplanation.of(other).normal().get(0).fingerprint());
    assertThat(ModelExplanation.of(one).bound().get(0).fingerprint())
        .isNotEqualTo(ModelExplanation.of(other).bound().get(0).fingerprint());
    assertThat(one.model().plan()).isEqualTo(other.model().plan());
  }

  @Test
  void whatRunsOnOneThreadSaysWhy() {
    assertThat(explained("select c from t order by a").threadReasons())
        .singleElement()
        .asString()
        .contains("ORDER BY names what is no column of the output");
    assertThat(explained("select random() as r from t").threadReasons())
        .contains("random() is another value each time.");
  }

  @Test
  void whatIsNotUnderstoodIsNamed() {
    ModelExplanation explained = explained("select a, bit_count('0101'::bit) as n from t");

    assertThat(explained.notUnderstood())
        .containsExactly("The engine gives no plan of the query: its text is compared.");
    assertThat(explained("select a from t").notUnderstood()).isEmpty();
  }

  @Test
  void aValueOfTheClockIsPartOfTheFingerprint() {
    assertThat(explained("select current_date as d from t").fingerprintParts())
        .contains("the clock's date");
  }

  @Test
  void anOrThatWouldGrowOverTheBudgetSaysByHowMuch() {
    ModelExplanation explained =
        explained(
            "select c from t where (a = 1 and id = 1) or (a = 2 and id = 2) or (a = 3 and id = 3)"
                + " or (a = 4 and id = 4) or (a = 5 and id = 5) or (a = 6 and id = 6)");

    assertThat(explained.normal())
        .flatExtracting(ExplainedOperator::kept)
        .containsExactly(
            "An OR stays as it is written: as clauses it would be 64 with 384 conditions,"
                + " 128 over the budget of 256.");
    assertThat(explained.bound()).flatExtracting(ExplainedOperator::kept).isEmpty();
  }

  @Test
  void anOrOfWhichPartMayRaiseAnErrorSaysSo() {
    ModelExplanation explained =
        explained("select c from t where (a = 1 and id + a = 3) or (a = 2 and c = 'x')");

    assertThat(explained.normal())
        .flatExtracting(ExplainedOperator::kept)
        .containsExactly(
            "An OR stays as it is written, since part of it may raise an error: as clauses it"
                + " would be 4 with 8 conditions, within the budget of 256.");
  }

  @Test
  void anOrThatIsWrittenOutSaysNothing() {
    ModelExplanation explained =
        explained("select c from t where (a = 1 and id = 1) or (a = 2 and c = 'x')");

    assertThat(explained.normal()).flatExtracting(ExplainedOperator::kept).isEmpty();
  }
}
