package dev.varve.planner.project.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.text.FileText;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSqlReaderTest {
  private static final Map<String, String> TYPES = Map.of("since", "DATE", "n", "INTEGER");

  private static ModelSql read(String text) {
    ArrayList<Problem> problems = new ArrayList<>();
    ModelSql sql =
        ModelSqlReader.read(
                new FileText("models/m.sql", text),
                SqlLexer.tokens(text),
                TYPES,
                Map.of(),
                problems)
            .orElseThrow();
    assertThat(problems).isEmpty();
    return sql;
  }

  @Test
  void commentsAroundTheQueryAndTheSemicolonAreLeftOut() {
    assertThat(read("/* h */ -- x\n select /* in */ 1 -- one\n + 2 ; -- end").text())
        .isEqualTo("select /* in */ 1 -- one\n + 2");
  }

  @Test
  void everyOccurrenceOfAParameterGetsItsType() {
    ModelSql sql = read("select $n + $n, '$n' where d > $since::date");
    assertThat(sql.text())
        .isEqualTo(
            "select CAST($n AS INTEGER) + CAST($n AS INTEGER), '$n' where d > CAST($since AS"
                + " DATE)::date");
    assertThat(sql.parameters()).containsExactly("n", "since");
  }

  @Test
  void everyOffsetLeadsBackToItsPlace() {
    String text = "/* h */\r\nselect 'é', $n,\r\n  oops";
    ModelSql sql = read(text);
    assertThat(sql.text()).isEqualTo("select 'é', CAST($n AS INTEGER),\r\n  oops");
    assertThat(place(sql, "select")).isEqualTo(new Place("models/m.sql", 2, 1));
    assertThat(place(sql, "CAST")).isEqualTo(new Place("models/m.sql", 2, 13));
    assertThat(place(sql, "INTEGER")).isEqualTo(new Place("models/m.sql", 2, 13));
    assertThat(place(sql, ",\r\n")).isEqualTo(new Place("models/m.sql", 2, 15));
    assertThat(place(sql, "oops")).isEqualTo(new Place("models/m.sql", 3, 3));
    assertThat(sql.positions().placeOf(1_000)).isEqualTo(new Place("models/m.sql", 3, 7));
    assertThat(sql.positions().placeOf(-1)).isEqualTo(new Place("models/m.sql", 2, 1));
  }

  @Test
  void theEnginesOffsetsAreInBytes() {
    String text = "select 'é😀', $n, oops";
    ModelSql sql = read(text);
    int bytes =
        sql.text().substring(0, sql.text().indexOf("oops")).getBytes(StandardCharsets.UTF_8).length;
    assertThat(sql.positions().placeOfByte(bytes)).isEqualTo(new Place("models/m.sql", 1, 18));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1, oops from (select 2) as t(y)",
        "select 'é', $n, oops from (select 2) as t(y)",
        "select\u00a0\u2003oops from (select 2) as t(y)",
        "select '\u00a0', /* \u3000 */ oops from (select 2) as t(y)",
        "select --\u00a0\n oops from (select 2) as t(y)",
        "select $$\u2003$$,\u2003\"y\", oops from (select 2) as t(y)",
        "select 1,\r\n  oops from (select 2) as t(y)",
      })
  void theEnginesPositionsLeadBackToThePlace(String text) throws Exception {
    ModelSql sql = read(text);
    Matcher position = Pattern.compile("\"position\":\"(\\d+)\"").matcher(plan(sql.text()));
    assertThat(position.find()).isTrue();
    assertThat(sql.positions().placeOfByte(Integer.parseInt(position.group(1))))
        .isEqualTo(new FileText("models/m.sql", text).placeAt(text.indexOf("oops")));
  }

  private static Place place(ModelSql sql, String part) {
    return sql.positions().placeOf(sql.text().indexOf(part));
  }

  /** The engine must find the same parameters in the rewritten text, all of them typed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select $n",
        "select $n::bigint, -$n, [$n], {'a': $n}",
        "select 1 limit $n",
        "select 'it''s $n', $since",
        "select 'a\\', $n, '\\'",
        "select E'a\\'$n', $since",
        "select E'a'\n'b\\' , $n",
        "select $$ $n $$, $n, $q$ $n $$ $q$",
        "select 1 as \"$n\", 2 as \"\"\"$n\", $since",
        "select 1 -- $n\r, $since",
        "select 1 /* $n /* $n */ $n */, $since",
        "select a$n, $since from (select 1 as a$n)",
        "select\u00a0$n\u2003+\u200b1",
        "select 5*/*$since*/$n",
        "select x'41', $n",
        "select list_transform([1], lambda x: x + $n)",
        "from (values (1)) t(i) select i where i > $n;",
      })
  void theEngineSeesTheSameParameters(String text) throws Exception {
    ModelSql sql = read(text);
    assertThat(parametersInEngine(sql.text())).containsExactlyElementsOf(sql.parameters());
  }

  private static Set<String> parametersInEngine(String sql) throws Exception {
    String plan = plan(sql);
    assertThat(plan).doesNotContain("\"error\":true");
    Matcher parameter =
        Pattern.compile("\"VALUE_PARAMETER\".*?\"identifier\":\"([^\"]+)\"").matcher(plan);
    TreeSet<String> found = new TreeSet<>();
    while (parameter.find()) {
      found.add(parameter.group(1));
    }
    return found;
  }

  private static String plan(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement statement =
            connection.prepareStatement("select json_serialize_plan(?, skip_null := true)")) {
      statement.setString(1, sql);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }
}
