package dev.varve.planner.testing;

/**
 * Queries over {@code t (a INTEGER, b INTEGER, c VARCHAR, d DOUBLE, e DATE, f DECIMAL(6,2))} and
 * {@code u} of the same columns, and variants of them: some mean the same, some do not.
 */
public final class RandomQueries implements Drawn.Generator {
  /** What differs between a query and its variant comes from here. */
  private Choices choice;

  @Override
  public String query(Choices shape, Choices form) {
    choice = form;
    return query(shape);
  }

  private String query(Choices shape) {
    String from =
        switch (shape.nextInt(6)) {
          case 0 -> "t";
          case 1 -> pick("t", "(select * from t) t", "(select f, e, d, c, b, a from t) t");
          case 2 -> "(select * from t where " + bool(shape, 1, "t.") + ") t";
          case 3 -> "t join u on " + eq("t.a", "u.a") + " and " + bool(shape, 0, "t.");
          case 4 -> "t left join u on " + and(eq("t.b", "u.b"), bool(shape, 0, "u."));
          default -> "t semi join u on " + eq("t.a", "u.b");
        };
    String where = shape.nextBoolean() ? " where " + bool(shape, 2, "t.") : "";
    String body =
        switch (shape.nextInt(5)) {
          case 0 ->
              "select " + value(shape, 1) + " x, " + number(shape, 1) + " y from " + from + where;
          case 1 ->
              "select t.b k, "
                  + pick("sum(", "sum(", "max(")
                  + number(shape, 1)
                  + ") s, count("
                  + pick("*", "*", "t.a")
                  + ") n from "
                  + from
                  + where
                  + " group by t.b";
          case 2 -> "select distinct t.a x, " + number(shape, 1) + " y from " + from + where;
          case 3 ->
              "select x, y from (select t.a x, "
                  + number(shape, 1)
                  + " y, t.c z from "
                  + from
                  + where
                  + ") where "
                  + pick("x > 0", "0 < x", "x >= 0");
          default ->
              "select t.a x from "
                  + from
                  + where
                  + pick(" union all ", " union all ", " union ")
                  + "select b from u";
        };
    return choice.nextInt(3) == 0 && !body.contains("union")
        ? "with q as (" + body + ") select * from q"
        : body;
  }

  private String value(Choices shape, int depth) {
    return switch (shape.nextInt(5)) {
      case 0 -> number(shape, depth);
      case 1 -> "t.c || " + pick("'a'", "'a'", "'b'");
      case 2 -> "case when " + bool(shape, 1, "t.") + " then t.a else t.b end";
      case 3 -> "coalesce(" + pick("t.a, t.b", "t.a, t.b", "t.b, t.a") + ")";
      default -> bool(shape, 1, "t.");
    };
  }

  private String number(Choices shape, int depth) {
    if (depth == 0) {
      return shape.nextInt(3) == 0
          ? Integer.toString(shape.nextInt(3))
          : "t." + "abaf".charAt(shape.nextInt(4));
    }
    String left = number(shape, depth - 1);
    String right = number(shape, depth - 1);
    return switch (shape.nextInt(6)) {
      case 0 -> either(left, " + ", right);
      case 1 -> either(left, " * ", right);
      case 2 -> pick(left + " - " + right, left + " - " + right, right + " - " + left);
      case 3 -> "t.d + " + right;
      case 4 -> "cast(" + left + " as " + pick("integer", "integer", "bigint") + ")";
      default -> left;
    };
  }

  private String bool(Choices shape, int depth, String table) {
    if (depth > 0) {
      String left = bool(shape, depth - 1, table);
      String right = bool(shape, depth - 1, table);
      switch (shape.nextInt(5)) {
        case 0, 1 -> {
          return and(left, right);
        }
        case 2 -> {
          return "(" + either(left, pick(" or ", " or ", " and "), right) + ")";
        }
        case 3 -> {
          return "not (" + left + ")";
        }
        default -> {
          return left;
        }
      }
    }
    String column = table + "abdf".charAt(shape.nextInt(4));
    int constant = shape.nextInt(3) - 1;
    return switch (shape.nextInt(7)) {
      case 0 ->
          pick(column + " > " + constant, constant + " < " + column, column + " >= " + constant);
      case 1 -> eq(column, Integer.toString(constant));
      case 2 -> column + " in (" + pick("1, 0", "0, 1", "1, 2") + ")";
      case 3 -> column + pick(" is null", " is null", " is not null");
      case 4 -> column + " between 0 and " + pick("1", "1", "2");
      case 5 -> table + "c " + pick("= 'a'", "= 'a'", "= 'A'", "<> 'a'");
      default ->
          pick(
              "not (" + column + " in (1, 2))",
              column + " not in (2, 1)",
              column + " not in (2, null)");
    };
  }

  private String and(String left, String right) {
    return "(" + either(left, " and ", right) + ")";
  }

  private String eq(String left, String right) {
    return either(left, pick(" = ", " = ", " = ", " is not distinct from "), right);
  }

  private String either(String left, String between, String right) {
    return choice.nextBoolean() ? left + between + right : right + between + left;
  }

  private String pick(String... forms) {
    return forms[choice.nextInt(forms.length)];
  }
}
