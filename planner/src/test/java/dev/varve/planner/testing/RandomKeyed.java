package dev.varve.planner.testing;

import dev.varve.planner.facts.Facts;
import dev.varve.planner.types.TableFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queries over {@code t}, {@code u} and {@code w} of {@link PairTables} in which keys and columns
 * without NULLs matter, variants of them, and rows that have such keys.
 */
public final class RandomKeyed implements Drawn.Generator {
  /** What is known of the rows. */
  public static final Facts FACTS =
      new Facts(
          Map.of(
              "main.t", new TableFacts(List.of(List.of("a")), List.of("a", "b")),
              "main.u", new TableFacts(List.of(List.of("a"), List.of("b", "c")), List.of("b")),
              "main.w", new TableFacts(List.of(List.of("k")), List.of("k"))));

  private static final Pattern ROW =
      Pattern.compile("INSERT INTO (.) VALUES \\((.*?), (.*?), (.*?), (.*)");

  private Choices choice;
  private Choices shape;

  /** Statements that insert such rows, one in each. */
  public static List<String> rows(long seed, int count) {
    List<String> inserts = new ArrayList<>();
    List<String> all = Rows.generated(seed, count);
    for (int i = 0; i < all.size(); i++) {
      Matcher row = ROW.matcher(all.get(i));
      if (!row.matches()) {
        throw new IllegalStateException(all.get(i));
      }
      // Numbers of their own, in no order; the last row of u has a NULL as one key.
      String number = Integer.toString((i * 7) % count - 3);
      String second = row.group(3).equals("NULL") ? "2" : row.group(3);
      String other = i % 5 == 0 ? number + ", NULL" : second + ", 'x" + i + "'";
      String first = i % count == count - 1 ? "NULL" : number;
      inserts.add(
          "INSERT INTO "
              + row.group(1)
              + " VALUES ("
              + switch (row.group(1)) {
                case "u" -> first + ", " + other;
                case "v" -> row.group(2) + ", " + row.group(3) + ", " + row.group(4);
                default -> number + ", " + second + ", " + row.group(4);
              }
              + ", "
              + row.group(5));
    }
    return inserts;
  }

  @Override
  public String query(Choices common, Choices form) {
    shape = common;
    choice = form;
    return switch (shape.nextInt(10)) {
      case 0 -> "select t.a, t.b from t" + unread();
      case 1 ->
          pick(
              "select distinct a, b from t",
              "select a, b from t",
              "select a, b from t group by a, b",
              "select distinct t.a, t.b from t left join u on t.b = u.b");
      case 2 ->
          "select "
              + pick("count(t.a)", "count(*)", "count(t.b)", "count(t.c)")
              + " n from "
              + from();
      case 3 ->
          "select a, "
              + pick("coalesce(b, 0)", "b", "coalesce(c, b::varchar)::integer")
              + " x from t where c is null";
      case 4 -> first();
      case 5 ->
          "select a, b from t order by "
              + pick("a", "a, b", "b, a", "d, a", "b")
              + " limit "
              + pick("3", "3", "2");
      case 6 -> "select t.a, u.c from t join u on t.b = u.a where " + always("t.");
      case 7 -> "select a, b from t where " + always("") + " or " + never("");
      case 8 ->
          "select t.a, count(u.a) n, count(t.b) m from t left join u on t.a = u.b group by t.a"
              + pick("", ", t.b");
      default ->
          pick(
              "select b, sum(a) s from t group by b",
              "select b, sum(a) s from (select distinct a, b from t) group by b");
    };
  }

  private String pick(String... forms) {
    return forms[choice.nextInt(forms.length)];
  }

  private String unread() {
    return pick(
        "",
        " left join u on t.b = u.a",
        " left join u on t.b = u.b",
        " left join w on w.k = t.a",
        " left join u on t.b = u.b and t.c = u.c",
        " left join (select b, max(a) m from u group by b) u on u.b = t.b",
        " left join (select *, row_number() over (partition by c order by a) r from u) u"
            + " on u.c = t.c and u.r = 1",
        " left join (select * from (select *, row_number() over (partition by c order by b) r"
            + " from u) where r = 1) u on u.c = t.c");
  }

  private String from() {
    return pick(
        "t", "t left join w on w.k = t.b", "t left join u on u.c = t.c", "t where b is not null");
  }

  private String first() {
    return pick(
        "select b, a from (select *, row_number() over (partition by b order by a) r from t) where r = 1",
        "select b, a from (select *, row_number() over (partition by b order by d, a) r from t) where r = 1",
        "select distinct on (b) b, a from t order by b, a",
        "select b, a from t qualify row_number() over (partition by b order by e desc, a) <= 2",
        "select b, a from t qualify row_number() over (partition by b order by e) = 1",
        "select b, min(a) a from t group by b");
  }

  private String always(String side) {
    return pick(
        side + "a is not null",
        "true",
        side + "b is not null",
        "coalesce(" + side + "a, " + side + "b) > -100",
        side + "c is not null");
  }

  private String never(String side) {
    return pick(side + "a is null", "false", side + "b is null", side + "c is null");
  }
}
