package dev.varve.planner.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Queries that join, group, compare with subqueries and combine {@code t}, {@code u} and {@code w}
 * of {@link PairTables}, and variants of them: most mean the same, some nearly so.
 */
public final class RandomRelations implements Drawn.Generator {
  /** What differs between a query and its variant comes from here. */
  private Choices choice;

  /** What a query and its variants have in common. */
  private Choices shape;

  @Override
  public String query(Choices common, Choices form) {
    shape = common;
    choice = form;
    return query();
  }

  private String pick(String... forms) {
    return forms[choice.nextInt(forms.length)];
  }

  /** Mostly the first. */
  private String mostly(String first, String second) {
    return choice.nextInt(8) > 0 ? first : second;
  }

  private String query() {
    String rows = rows();
    return switch (shape.nextInt(10)) {
      case 0 -> "select b, sum(a) s, count(*) n from (" + rows + ") group by b" + having();
      case 1 ->
          pick(
              "select distinct a, b from (" + rows + ")",
              "select a, b from (" + rows + ") group by b, a");
      case 2 -> combined(rows);
      case 3 -> "select a, b, rank() over (partition by b order by a) r from (" + rows + ")";
      case 4 -> pick("", "with q as materialized (select 1) ") + "select a, b from (" + rows + ")";
      case 5 ->
          pick(
              "with q as (" + rows + ") select x.a, y.b from q x join q y on x.a = y.b",
              "select y.a, x.b from (" + rows + ") x, (" + rows + ") y where y.a = x.b");
      case 6 -> "select max(a) m, min(b) n from (select distinct a, b from (" + rows + "))";
      case 7 -> limited("select a, b from (" + rows + ") order by a, b");
      case 8 ->
          pick(
              "select b, count(distinct a) n from (" + rows + ") group by b",
              "select b, count(a) n from (select distinct a, b from (" + rows + ")) group by b",
              "select b, count(a) n from (select a, b from (" + rows + ")) group by b");
      default -> "select b x, a y from (" + rows + ") where " + condition("");
    };
  }

  /** The fourth to the sixth row, and the like. */
  private String limited(String ordered) {
    return pick(
        ordered + " limit 3 offset 3",
        ordered + " limit " + mostly("3", "0") + " offset 3",
        "select a, b from (" + ordered + " limit 5 offset 1) limit 4 offset " + mostly("2", "1"),
        "select a, b from (select * from (" + ordered + " offset 2) limit 4) offset 1",
        "select a, b from (" + ordered + " limit " + mostly("6", "5") + ") offset 3");
  }

  private String having() {
    return shape.nextBoolean() ? "" : " having " + mostly("b > 0", "b >= 0");
  }

  private String combined(String rows) {
    String other = "select a, b from u where " + condition("");
    return switch (shape.nextInt(4)) {
      case 0 -> either(rows, mostly(" union all ", " union "), other);
      case 1 -> either(rows, mostly(" union ", " union all "), other);
      case 2 -> either(rows, " intersect ", other);
      default -> "(" + rows + ") except (" + other + ")";
    };
  }

  private String either(String one, String between, String other) {
    return choice.nextBoolean()
        ? "(" + one + ")" + between + "(" + other + ")"
        : "(" + other + ")" + between + "(" + one + ")";
  }

  /** A query with the columns {@code a} and {@code b}. */
  private String rows() {
    return switch (shape.nextInt(8)) {
      case 0 -> joined(List.of("t", "u"), List.of("t.a = u.a"));
      case 1 ->
          joined(List.of("t", "u", "w"), List.of("t.a = u.b", mostly("w.k = t.a", "w.k = u.a")));
      case 2 -> joined(List.of("t", "t u"), List.of("t.a = u.b", mostly("t.b < u.a", "t.b > u.a")));
      case 3 -> outer("left");
      case 4 -> outer("right");
      case 5 -> outer("full");
      case 6 -> "select a, b from t where " + subquery() + " and " + condition("t.");
      default -> "select a, b from t where " + condition("t.");
    };
  }

  private String joined(List<String> tables, List<String> conditions) {
    List<String> from = new ArrayList<>(tables);
    List<String> asked = new ArrayList<>(conditions);
    asked.add(condition("t."));
    asked.add(condition("u."));
    choice.shuffle(from);
    choice.shuffle(asked);
    if (choice.nextInt(3) == 0 && from.contains("u")) {
      from.set(from.indexOf("u"), "(select b, a from u where " + asked(asked, "u.") + ") u");
    }
    String where = String.join(" and ", asked);
    return choice.nextBoolean()
        ? "select t.a, u.b from " + String.join(", ", from) + " where " + where
        : "select t.a, u.b from " + String.join(" cross join ", from) + " where " + where;
  }

  /** Takes away the first condition of one table alone. */
  private static String asked(List<String> conditions, String table) {
    for (String condition : List.copyOf(conditions)) {
      boolean alone =
          condition.contains(table) && !condition.contains("t.") && !condition.contains("w.");
      if (alone) {
        conditions.remove(condition);
        return condition.replace(table, "");
      }
    }
    return "true";
  }

  private String outer(String kind) {
    String on = flipped("t.a", "u.a") + (shape.nextBoolean() ? "" : " and " + condition("u."));
    String where =
        shape.nextBoolean() ? "" : " where " + condition(shape.nextBoolean() ? "t." : "u.");
    String mirrored = kind.equals("left") ? "right" : kind.equals("right") ? "left" : "full";
    String written = mostly(kind, kind.equals("full") ? "left" : "inner");
    return choice.nextBoolean()
        ? "select t.a, u.b from t " + written + " join u on " + on + where
        : "select t.a, u.b from u "
            + (written.equals(kind) ? mirrored : written)
            + " join t on "
            + on
            + where;
  }

  private String flipped(String one, String other) {
    return choice.nextBoolean() ? one + " = " + other : other + " = " + one;
  }

  private String subquery() {
    String inner = condition("x.");
    return switch (shape.nextInt(4)) {
      case 0 ->
          pick(
              "t.a in (select x.a from u x where " + inner + ")",
              "exists (select 1 from u x where " + flipped("x.a", "t.a") + " and " + inner + ")",
              "exists (select * from u x where " + inner + " and x.a = t.a)",
              "t.a = any (select distinct x.a from u x where " + inner + " order by 1)");
      case 1 ->
          pick(
              "t.a not in (select x.b from u x where " + inner + ")",
              "not (t.a in (select x.b from u x where " + inner + "))",
              "not exists (select 1 from u x where x.b = t.a and " + inner + ")");
      case 2 ->
          pick(
              "not exists (select 1 from u x where x.a = t.a and " + inner + ")",
              "not exists (select x.b from u x where " + inner + " and t.a = x.a)");
      default ->
          pick(
              "t.b > (select min(x.b) from u x where x.a = t.a and " + inner + ")",
              "(select min(x.b) from u x where " + inner + " and x.a = t.a) < t.b");
    };
  }

  private String condition(String table) {
    String a = table + "a";
    String b = table + "b";
    return switch (shape.nextInt(9)) {
      case 0 -> pick(b + " > 0", "0 < " + b, b + " >= 1", "not (" + b + " <= 0)");
      case 1 -> pick(a + " in (0, 1)", "(" + a + " = 0 or " + a + " = 1)", a + " in (1, 0, 1)");
      case 2 -> pick(a + " is not null", a + " = " + a, "not (" + a + " is null)");
      case 3 ->
          pick(b + " is distinct from 1", "not (" + b + " is not distinct from 1)", b + " <> 1");
      case 4 ->
          pick(
              "((" + a + " = 1 and " + b + " = 1) or (" + a + " = 1 and " + b + " = 0))",
              "(" + a + " = 1 and " + b + " in (0, 1))",
              "(" + b + " in (1, 0) or " + a + " = 1)");
      case 5 ->
          pick(
              "coalesce(" + b + ", 1) > 0",
              "case when " + b + " is null then 1 else " + b + " end > 0");
      case 6 -> pick("not (" + a + " > 0 and " + b + " > 0)", "(" + a + " <= 0 or " + b + " <= 0)");
      case 7 ->
          pick(
              a + " between -1 and 1",
              "(" + a + " >= -1 and 1 >= " + a + ")",
              "(-2 < " + a + " and " + a + " < 2)");
      default -> pick("true", "1 = 1", "(" + a + " > 0 or true)");
    };
  }
}
