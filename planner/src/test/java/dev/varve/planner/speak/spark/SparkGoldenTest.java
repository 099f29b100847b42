package dev.varve.planner.speak.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.speak.Spoken;
import dev.varve.planner.testing.Golden;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpcds;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.TableSchema;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the benchmarks' queries are in Spark SQL, and why some are not. */
class SparkGoldenTest {
  static Spoken said(String sql, Map<String, TableSchema> tables) {
    BoundQuery query = TestBinder.bind(sql, tables);
    return SparkSql.of(
        query.plan(), query.columns().stream().map(BoundQuery.BoundColumn::name).toList());
  }

  @Test
  void everyTpchQueryIsSaid() {
    StringBuilder text = new StringBuilder();
    for (int number : IntStream.rangeClosed(1, 22).toArray()) {
      Spoken spoken = said(Tpch.query(number), Tpch.schemas());
      assertThat(spoken).as("q%d", number).isInstanceOf(Spoken.Text.class);
      text.append("-- q").append(number).append('\n').append(((Spoken.Text) spoken).sql());
      text.append(";\n");
    }

    Golden.check("spark-tpch.sql", text.toString());
  }

  @Test
  void ofTpcdsWhatIsSaidAndWhyNot() {
    Map<String, TableSchema> tables = Tpcds.schemas();
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (int number : Tpcds.numbers()) {
      Spoken spoken = said(Tpcds.query(number), tables);
      if (spoken instanceof Spoken.Unsaid unsaid) {
        text.append(String.format("q%02d %s%n", number, String.join("; ", unsaid.reasons())));
      } else {
        count++;
      }
    }

    Golden.check("spark-tpcds.txt", "# " + count + " of 99 are said. Not:\n" + text);
  }
}
