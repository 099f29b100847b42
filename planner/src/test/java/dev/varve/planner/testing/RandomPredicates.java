package dev.varve.planner.testing;

/**
 * Queries over {@code t} and {@code u} of {@link PairTables} with conditions of AND, OR and NOT
 * within each other, over columns that may be NULL, and variants of them by the laws of
 * distribution, absorption and negation: most mean the same, some nearly so. The conditions stand
 * where unknown is as good as false, and where it is not.
 */
public final class RandomPredicates implements Drawn.Generator {
  private Choices choice;
  private Choices shape;

  @Override
  public String query(Choices common, Choices form) {
    shape = common;
    choice = form;
    String condition = condition(3);
    return switch (shape.nextInt(8)) {
      case 0 -> "select a, " + condition + " x from t";
      case 1 -> "select a, b from t where " + condition + " is not false";
      case 2 -> "select case when " + condition + " then a else b end x, f from t";
      case 3 -> "select count(*) filter (where " + condition + ") n, count(a) m from t";
      case 4 -> joined("left", condition);
      case 5 -> joined("inner", condition);
      case 6 -> joined("semi", condition);
      default -> "select a, b, c from t where " + condition;
    };
  }

  private String joined(String kind, String condition) {
    return "select q.x from (select t.a x, t.b y, t.* from t) q "
        + kind
        + " join (select a k from u) u on "
        + either("x = k", " and ", condition);
  }

  private String condition(int depth) {
    if (depth == 0) {
      return literal();
    }
    int law = shape.nextInt(8);
    String p = condition(depth - 1);
    String q = condition(depth - 1);
    return switch (law) {
      case 0 -> either(p, mostly(" and ", " or "), q);
      case 1 -> either(p, mostly(" or ", " and "), q);
      case 2 -> negated(p, q, " and ", " or ");
      case 3 -> negated(p, q, " or ", " and ");
      case 4 -> distributed(p, q, condition(depth - 1), " and ", " or ");
      case 5 -> distributed(p, q, condition(depth - 1), " or ", " and ");
      case 6 -> absorbed(p, q);
      default -> p;
    };
  }

  private String negated(String p, String q, String operator, String other) {
    return choice.nextBoolean()
        ? "(not " + either(p, operator, q) + ")"
        : either("(not " + p + ")", mostly(other, operator), "(not " + q + ")");
  }

  private String distributed(String p, String q, String r, String outer, String inner) {
    return choice.nextBoolean()
        ? either(p, outer, either(q, mostly(inner, outer), r))
        : either(either(p, outer, q), inner, either(r, mostly(outer, inner), p));
  }

  private String absorbed(String p, String q) {
    return switch (choice.nextInt(5)) {
      case 0 -> either(p, " and ", either(q, " or ", p));
      case 1 -> either(p, " or ", either(q, " and ", p));
      case 2 -> either(p, " and ", p);
      case 3 -> mostly(p, q);
      default -> p;
    };
  }

  private String literal() {
    int constant = shape.nextInt(3) - 1;
    String a = shape.nextInt(3) > 0 ? "a" : "b";
    return switch (shape.nextInt(12)) {
      case 0, 1 -> a + mostly(" > ", " >= ") + constant;
      case 2 -> a + " < " + constant;
      case 3 -> pick(a + " = " + constant, constant + " = " + a, a + " in (" + constant + ")");
      case 4 -> a + " <> " + constant;
      case 5 -> a + mostly(" is null", " is not null");
      case 6 -> a + pick(" in (1, 0)", " in (0, 1)", " in (0, 1, 2)");
      case 7 -> a + pick(" not in (1, 2)", " not in (2, 1)", " not in (1, 2, null)");
      case 8 -> "c " + mostly("=", "<>") + " 'a'";
      case 9 -> pick("a = b", "b = a", "b is not distinct from a");
      case 10 -> mostly("cast(null as boolean)", "false");
      default -> "cast(d as varchar) = '0.0'";
    };
  }

  private String either(String left, String between, String right) {
    return choice.nextBoolean()
        ? "(" + left + between + right + ")"
        : "(" + right + between + left + ")";
  }

  /** Nearly always the first. */
  private String mostly(String first, String second) {
    return choice.nextInt(16) > 0 ? first : second;
  }

  private String pick(String... forms) {
    return forms[choice.nextInt(forms.length)];
  }
}
