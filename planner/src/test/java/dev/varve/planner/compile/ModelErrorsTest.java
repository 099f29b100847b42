package dev.varve.planner.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import dev.varve.planner.project.parameter.ParameterType;
import dev.varve.planner.testing.ModelProject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelErrorsTest {
  private static ModelProject project() {
    return new ModelProject()
        .source("raw.orders", "id BIGINT, region VARCHAR, amount DECIMAL(10,2), day DATE")
        .source("raw.customers", "id BIGINT, name VARCHAR")
        .source("raw.places", "id BIGINT, address STRUCT(street VARCHAR, city VARCHAR)")
        .parameter("since", "DATE");
  }

  private static List<Problem> problems(String text) {
    return project().model("m.x", text).compile().problems();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1 a from raw.ordrs|UNKNOWN_TABLE|1:17|There is no table raw.ordrs.|Did you mean raw.orders?",
        "select 1 a from orders|UNKNOWN_TABLE|1:17|There is no table orders.|Did you mean raw.orders?",
        "select regio from raw.orders|UNKNOWN_COLUMN|1:8|There is no column regio in what is read here.|Did you mean region?",
        "select 'äöü' a, regio from raw.orders|UNKNOWN_COLUMN|1:17|There is no column regio in what is read here.|Did you mean region?",
        "select id from raw.orders where day >= $since and regio = 'x'|UNKNOWN_COLUMN|1:51|There is no column regio in what is read here.|Did you mean region?",
        "select o.regio from raw.orders o|UNKNOWN_COLUMN|1:8|There is no column regio in o.|Did you mean region?",
        "select orders.regio from raw.orders|UNKNOWN_COLUMN|1:8|There is no column regio in orders.|Did you mean region?",
        "select raw.orders.regio from raw.orders|UNKNOWN_COLUMN|1:8|There is no column regio in orders.|Did you mean region?",
        "select name, (select max(day) from raw.orders where id = c.idd) d from raw.customers c|UNKNOWN_COLUMN|1:58|There is no column idd in c.|Did you mean id?",
        "with x as (select region from raw.orders) select x.regio from x|UNKNOWN_COLUMN|1:50|There is no column regio in x.|Did you mean region?",
        "select q.regio from (select region from raw.orders) q|UNKNOWN_COLUMN|1:8|There is no column regio in q.|Did you mean region?",
        "select id from raw.orders qualify row_number() over (partition by regio order by id) = 1|UNKNOWN_COLUMN|1:67|There is no column regio in what is read here.|Did you mean region?",
        "select * exclude (regio) from raw.orders|UNKNOWN_COLUMN|1:19|There is no column regio to EXCLUDE.|Did you mean region?",
        "select o.* replace (1 as regio) from raw.orders o|UNKNOWN_COLUMN|1:26|There is no column regio to REPLACE.|Did you mean region?",
        "select region, name from raw.orders join raw.customers using (idd)|UNKNOWN_COLUMN|1:63|There is no column idd on the left side of the join.|Did you mean id?",
        "unpivot raw.orders on amout into name n value v|UNKNOWN_COLUMN|1:23|There is no column amout to UNPIVOT.|Did you mean amount?",
        "select o.id from raw.orders o join raw.customers c on c.id = o.id where id > 1|AMBIGUOUS_COLUMN|1:73|More than one table that is read here has a column id.|Write o.id or c.id.",
        "select ordrs.region from raw.orders|UNKNOWN_TABLE|1:8|Nothing that is read here is called ordrs.|Did you mean orders?",
        "select x.region from raw.orders o|UNKNOWN_TABLE|1:8|Nothing that is read here is called x.|Called by name here: o.",
        "with recent as (select 1 a) select * from recnt|UNKNOWN_TABLE|1:43|There is no table recnt.|Did you mean recent?",
        "select p.address.citi from raw.places p|UNKNOWN_FIELD|1:18|The struct has no field citi.|Did you mean city?",
        "select address['citi'] from raw.places|UNKNOWN_FIELD|1:17|The struct has no field citi.|Did you mean city?",
        "select o.region.city from raw.orders o|UNKNOWN_FIELD|1:17|region is no struct and has no field city.|Before the dot stands a table that is read, or a struct.",
        "select id::bigit a from raw.orders|UNKNOWN_TYPE|1:12|There is no type bigit.|Did you mean bigint?",
        "select row_numbr() over () a from raw.orders|UNKNOWN_FUNCTION|1:8|There is no function row_numbr.|Did you mean row_number?",
        "select region.lowr() a from raw.orders|UNKNOWN_FUNCTION|1:8|There is no function lowr.|Did you mean lower?",
        "select * from rang(10)|UNKNOWN_FUNCTION|1:15|There is no function rang that yields a table.|Did you mean range?",
        "select region collate nofold a from raw.orders|BIND_ERROR|1:23|There is no collation nofold.|Check the query",
        "select region, sum(amount) s from raw.orders|BIND_ERROR|1:8|Column \"region\" must appear in the GROUP BY clause or must be part of an aggregate function.|Either add it to the GROUP BY list",
        "select lowr(region) a from raw.orders|UNKNOWN_FUNCTION|1:8|There is no function lowr.|Did you mean lower?",
        "select sum(region) a from raw.orders|NO_MATCHING_FUNCTION|1:8|The function sum(VARCHAR) does not exist for these types.|Cast the arguments",
        "select 1 a from raw.orders x y|SYNTAX_ERROR|1:30|Syntax error at or near \"y\".|Mend the SQL",
        "insert into raw.orders select 1|NOT_A_QUERY|1:1|A model is one query, and this is another kind of statement.|Write a SELECT",
        "create table x as select 1|NOT_A_QUERY|1:1|A model is one query, and this is another kind of statement.|Write a SELECT",
        "pragma version|NOT_A_QUERY|1:1|A model is one query, and this is another kind of statement.|Write a SELECT",
        "set threads = 1|NOT_A_QUERY|1:1|A model is one query, and this is another kind of statement.|Write a SELECT",
        "attach 'x.db'|NOT_A_QUERY|1:1|A model is one query, and this is another kind of statement.|Write a SELECT",
        "copy raw.orders to 'x.csv'|NOT_A_QUERY|1:1|A model is one query, and this is another kind of statement.|Write a SELECT",
        "pivot raw.orders on region using sum(amount)|NOT_A_QUERY|1:1|A model is one query, and this is another kind of statement.|PIVOT … ON x IN (…)",
        "describe raw.orders|NOT_A_QUERY|1:1|DESCRIBE, SHOW and SUMMARIZE are no queries.|Write a SELECT",
        "summarize raw.orders|NOT_A_QUERY|1:1|DESCRIBE, SHOW and SUMMARIZE are no queries.|Write a SELECT",
        "with x as (insert into raw.orders values (1, 'a', 1, null) returning *) select 1 a|NOT_A_QUERY|1:1|A model only reads, and this holds a statement that writes.|Write a SELECT",
        "select * from read_parquet('x.parquet')|READS_FILE|1:15|A model reads tables only, not read_parquet().|Declare the files under sources",
        "select * from 'data/x.parquet'|READS_FILE|1:15|A model reads tables only, not the file data/x.parquet.|Declare the file under sources",
        "select * from duckdb_settings()|FORBIDDEN_FUNCTION|1:15|A model reads tables only, not duckdb_settings().|Read sources and models",
        "select * from query('select 1')|FORBIDDEN_FUNCTION|1:15|A model reads tables only, not query().|Read sources and models",
        "select name from duckdb_tables|UNKNOWN_TABLE|1:18|There is no table duckdb_tables.|Tables are the sources",
        "select 1 a from information_schema.tables|UNKNOWN_TABLE|1:17|There is no table information_schema.tables.|Tables are the sources",
        "select 1 a from memory.raw.orders|UNKNOWN_TABLE|1:17|There is no table memory.raw.orders: tables have a schema and a name.|Write raw.orders.",
        "select system.main.now() a|ESCAPED_CLOCK|1:8|system.main.now() reads the engine's clock, not the build's time.|Write now()",
        "select age(day) a from raw.orders|ESCAPED_CLOCK|1:8|age() with one argument reads the engine's clock, not the build's time.|Write age(current_date, …)",
        "select localtime a|ESCAPED_CLOCK|1:8|localtime reads the engine's clock, not the build's time.|Write CAST(localtimestamp AS TIME)",
        "select rowid as r from raw.orders|UNKNOWN_COLUMN|1:8|There is no column rowid in what is read here.|The tables read have amount, day, id, region.",
        "select count(*) from raw.orders|COLUMN_NAME|1:1|A column cannot be called \"count_star()\" in Delta.|Give it an alias",
        "select id + 1 from raw.orders|COLUMN_NAME|1:1|A column cannot be called \"(id + 1)\" in Delta.|Give it an alias",
        "select id, id from raw.orders|DUPLICATE_COLUMN|1:1|Two columns are called \"id\".|Give one of them an alias",
        "select id, day as ID from raw.orders|DUPLICATE_COLUMN|1:1|The columns \"id\" and \"ID\" differ in case only.|Give one of them an alias",
        "select day - day as d, interval '3 days' as i from raw.orders|COLUMN_TYPE|1:1|The column \"i\" is INTERVAL. Delta has no type for INTERVAL.|Write CAST(… AS VARCHAR) AS \"i\".",
        "select null as n|COLUMN_TYPE|1:1|The column \"n\" is \"NULL\". The column is NULL in every row and has no type.|Write CAST(… AS VARCHAR) AS \"n\"."
      })
  void saysWhatIsWrongWhereAndWhatToDo(
      String text, String code, String place, String message, String mend) {
    List<Problem> problems = problems(text);

    assertThat(problems).hasSize(1);
    Problem problem = problems.get(0);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.place().orElseThrow()).hasToString("models/m/x.sql:" + place);
    assertThat(problem.mend()).contains(mend);
    assertThat(problem.model()).contains("m.x");
  }

  @Test
  void namesTheModelsOfACycleAndWhatIsBlockedByIt() {
    Compilation compilation =
        project()
            .model("m.a", "select * from m.b")
            .model("m.b", "select * from m.c")
            .model("m.c", "select * from m.a")
            .model("m.reader", "select * from m.a")
            .model("m.self", "select * from m.self")
            .model("m.right", "select id from raw.orders")
            .compile();

    assertThat(compilation.problems())
        .extracting(Problem::message)
        .containsExactly(
            "Models read one another in a circle: m.a → m.b → m.c → m.a.",
            "The model m.self reads itself.");
    assertThat(compilation.blocked()).containsEntry("m.reader", "m.a").hasSize(1);
    assertThat(compilation.models()).extracting(CompiledModel::name).containsExactly("m.right");
  }

  @Test
  void everyModelOfAKnotFailsAndTheCycleIsToldOnceWhereItIsWritten() {
    Compilation compilation =
        project()
            .model("m.a", "select id\nfrom raw.orders join M.B using (id)")
            .model("m.b", "select * from m.c, m.a")
            .model("m.c", "select * from m.b")
            .model("m.deeper", "select * from m.a_reader")
            .model("m.a_reader", "select * from m.c")
            .compile();

    assertThat(compilation.problems())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .startsWith(
            "models/m/a.sql:2:22: CYCLE: Models read one another in a circle: m.a → m.b → m.a.");
    assertThat(compilation.failed()).isEqualTo(Map.of("m.b", "m.a", "m.c", "m.a"));
    assertThat(compilation.blocked()).isEqualTo(Map.of("m.a_reader", "m.c", "m.deeper", "m.c"));
  }

  @Test
  void whatReadsASourceOfUnknownColumnsFailsForThatSource() {
    Compilation compilation =
        project()
            .model("m.a", "select x from raw.unread")
            .model("m.b", "select y from m.a")
            .model("m.c", "select id from raw.orders join raw.unread using (id), raw.nothing")
            .compileWithBrokenSource("raw.unread");

    assertThat(compilation.failed()).isEqualTo(Map.of("m.a", "raw.unread", "m.c", "raw.unread"));
    assertThat(compilation.blocked()).isEqualTo(Map.of("m.b", "m.a"));
    assertThat(compilation.problems())
        .extracting(problem -> problem.model().orElse("") + " " + problem.code())
        .containsExactly("m.c UNKNOWN_TABLE");
  }

  @Test
  void tellsEveryProblemAtOnceAndGoesOnWithTheRest() {
    Compilation compilation =
        project()
            .model("m.a", "select regio from raw.orders")
            .model("m.b", "select 1 as x, from from raw.orders")
            .model("m.c", "select 1 x from m.a")
            .model("m.d", "select 1 x from m.c")
            .model("m.e", "select id + 1, null as n, id, id from raw.orders")
            .model("m.broken", "select $nothing as x")
            .model("m.f", "select * from m.broken")
            .model("m.right", "select id from raw.orders")
            .compile();

    assertThat(compilation.problems())
        .extracting(Problem::code)
        .containsExactly(
            "UNKNOWN_COLUMN", "SYNTAX_ERROR", "COLUMN_NAME", "COLUMN_TYPE", "DUPLICATE_COLUMN");
    assertThat(compilation.blocked())
        .containsEntry("m.c", "m.a")
        .containsEntry("m.d", "m.a")
        .containsEntry("m.f", "m.broken")
        .hasSize(3);
    assertThat(compilation.models()).extracting(CompiledModel::name).containsExactly("m.right");
  }

  @Test
  void checksWhatTheHeaderPromises() {
    List<Problem> problems =
        problems(
            """
            /* varve
            key: [idd]
            order_by: [when]
            columns:
              id: { type: INTEGER }
              amont: {}
            evolution: strict
            */
            select id, amount from raw.orders
            """);

    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "models/m/x.sql:2:6: UNKNOWN_COLUMN: The header's key names idd, which the query does not"
                + " yield. Did you mean id? It yields id, amount.",
            "models/m/x.sql:3:12: UNKNOWN_COLUMN: The header's order_by names when, which the query"
                + " does not yield. It yields id, amount.",
            "models/m/x.sql:5:3: CONTRACT_TYPE: The column \"id\" is declared as INTEGER, and the query"
                + " yields BIGINT. Write CAST(… AS INTEGER) AS \"id\", or declare what the query"
                + " yields.",
            "models/m/x.sql:6:3: UNKNOWN_COLUMN: The header's columns names amont, which the query does"
                + " not yield. Did you mean amount? It yields id, amount.",
            "models/m/x.sql:7:12: UNDECLARED_COLUMN: The query yields \"amount\", which the header does"
                + " not declare. Did you mean amont? Declare it under columns, or write"
                + " evolution: additive.");
  }

  @Test
  void acceptedValuesAreOfTheColumnsType() {
    List<Problem> problems =
        problems(
            """
            /* varve
            columns:
              id: { accepted_values: [1, two, 3.5] }
              amounts: { accepted_values: [1] }
              region: { accepted_values: [north, 1, true] }
            */
            select id, [amount] as amounts, region from raw.orders
            """);

    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "models/m/x.sql:3:30: CONTRACT_VALUE: The accepted value \"two\" of column id is not"
                + " BIGINT. Write a whole number of 64 bits, such as 42.",
            "models/m/x.sql:3:35: CONTRACT_VALUE: The accepted value \"3.5\" of column id is not"
                + " BIGINT. Write a whole number of 64 bits, such as 42.",
            "models/m/x.sql:4:32: CONTRACT_VALUE: The column amounts is DECIMAL(10,2)[], whose values"
                + " cannot be listed. Leave accepted_values out, or make it one of: "
                + String.join(", ", ParameterType.NAMES)
                + ".");
  }

  @Test
  void relaxedColumnsMayBeAbsentAndHaveTheirTypesWhereTheyAreNot() {
    String header = "/* varve\nevolution: relaxed\ncolumns: { gone: INT, id: %s }\n*/ ";

    assertThat(problems(header.formatted("BIGINT") + "select id, region from raw.orders"))
        .isEmpty();
    assertThat(problems(header.formatted("TEXT") + "select id, region from raw.orders"))
        .extracting(Problem::code)
        .containsExactly("CONTRACT_TYPE");
  }

  @Test
  void aDeclaredTypeMayBeWhatTheEngineYieldsOrWhatIsStored() {
    for (String type : List.of("HUGEINT", "DECIMAL(38,0)", "decimal(38, 0)")) {
      assertThat(
              problems(
                  "/* varve\ncolumns: { s: { type: \""
                      + type
                      + "\" } }\n*/ select sum(id) as s from raw.orders"))
          .isEmpty();
    }
  }
}
