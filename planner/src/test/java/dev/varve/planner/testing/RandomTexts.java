package dev.varve.planner.testing;

/**
 * Queries over {@code v} of {@link PairTables}, whose columns compare by collations, and variants
 * of them: some mean the same, some nearly so.
 */
public final class RandomTexts implements Drawn.Generator {
  private Choices choice;
  private Choices shape;

  @Override
  public String query(Choices common, Choices form) {
    shape = common;
    choice = form;
    String from = from();
    String where = shape.nextBoolean() ? " where " + condition("v.") : "";
    return switch (shape.nextInt(7)) {
      case 0 -> "select " + text("v.") + " x, v.i y from " + from + where;
      case 1 ->
          "select "
              + pick("count(*) n, max(v.i) m", "count(*) n, max(v.i) m", "count(v.s) n, max(v.i) m")
              + " from "
              + from
              + where
              + " group by "
              + text("v.");
      case 2 -> "select distinct " + text("v.") + " x from " + from + where;
      case 3 ->
          "select v.i x, o.i y from "
              + from
              + " join v o on "
              + flipped(text("v."), " = ", "o.x")
              + where;
      case 4 ->
          "select v.i x from "
              + from
              + " where v.x in (select "
              + pick("o.s", "o.s", "o.x")
              + " from v o where "
              + condition("o.")
              + ")";
      case 5 ->
          "select count(distinct "
              + text("v.")
              + ") n, "
              + pick("min", "min", "max")
              + "("
              + text("v.")
              + ") m from "
              + from
              + where;
      default ->
          "select v.x, v.i from " + from + where + " order by " + text("v.") + ", v.x, v.i limit 4";
    };
  }

  private String from() {
    return shape.nextBoolean()
        ? pick("v", "(select x, m, s, i from v) v", "(select * from v) v")
        : "(select * from v where " + condition("") + ") v";
  }

  private String text(String table) {
    String x = table + "x";
    return switch (shape.nextInt(6)) {
      case 0 -> table + "s";
      case 1 -> table + "m";
      case 2 -> x;
      case 3 -> pick(x + " collate nocase", x + " collate nocase", x + " collate noaccent");
      case 4 -> pick("lower(" + x + ")", "lower(" + x + ")", "upper(" + x + ")");
      default -> x + " collate nocase.noaccent";
    };
  }

  private String condition(String table) {
    String text = text(table);
    return switch (shape.nextInt(6)) {
      case 0 -> flipped(text, pick(" = ", " = ", " = ", " <> "), "'a'");
      case 1 -> text + pick(" in ('a', 'B')", " in ('B', 'a')", " in ('a', 'b')");
      case 2 -> pick(text + " < 'b'", "'b' > " + text, text + " <= 'b'");
      case 3 -> pick("not (" + text + " = 'a')", text + " <> 'a'", text + " is distinct from 'a'");
      case 4 -> text + " between 'a' and " + pick("'b'", "'b'", "'B'");
      default ->
          flipped(
              flipped(text, " = ", table + "x"), pick(" and ", " and ", " or "), table + "i > 0");
    };
  }

  private String flipped(String one, String between, String other) {
    return choice.nextBoolean()
        ? "(" + other + between + one + ")"
        : "(" + one + between + other + ")";
  }

  private String pick(String... forms) {
    return forms[choice.nextInt(forms.length)];
  }
}
