package dev.varve.planner.speak;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** How the text of a query is laid out, and what is called how in it. */
public abstract class SelectText {
  private static final int LINE = 88;

  protected final Gaps gaps;
  private List<String> output = List.of();
  private int aliases;
  private int depth;

  SelectText(Gaps gaps) {
    this.gaps = gaps;
  }

  /** How the columns of the whole query are called. */
  final void call(List<String> names) {
    output = List.copyOf(names);
  }

  protected abstract String quoted(String name);

  final String within(Supplier<String> query) {
    depth++;
    String text = line() + query.get();
    depth--;
    return text;
  }

  protected final String line() {
    return "\n" + "  ".repeat(depth);
  }

  /** A name that no table of the query has. */
  protected final String alias() {
    return "t" + aliases++;
  }

  /** A query in brackets that yields so many columns. */
  protected final Rows derived(Supplier<String> query, int width) {
    String text = within(query);
    String alias = alias();
    return new Rows(
        "(" + text + ") " + alias,
        true,
        names(width).stream().map(column -> alias + "." + column).toList(),
        List.of());
  }

  protected static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
  }

  /** A SELECT without what stands after WHERE. */
  protected final String select(List<String> values, Rows rows) {
    return select("SELECT ", values, rows);
  }

  /** The same with other words than SELECT before the values. */
  protected final String select(String word, List<String> values, Rows rows) {
    List<String> listed = values.isEmpty() ? List.of("1 AS none") : values;
    String text = word + String.join(", ", listed);
    if (text.length() > LINE) {
      text =
          listed.stream()
              .map(value -> line() + "  " + value)
              .collect(joining(",", word.strip(), ""));
    }
    if (!rows.from().isEmpty()) {
      text += line() + "FROM " + rows.from();
    }
    if (!rows.where().isEmpty()) {
      text += line() + "WHERE " + String.join(line() + "  AND ", rows.where());
    }
    return text;
  }

  /** Values with the names that they have outside. */
  protected final List<String> aliased(List<String> values) {
    boolean whole = depth == 0 && values.size() == output.size();
    return IntStream.range(0, values.size())
        .mapToObj(i -> values.get(i) + " AS " + (whole ? quoted(output.get(i)) : "c" + i))
        .toList();
  }
}
