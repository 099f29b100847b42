package dev.varve.planner.bind;

import dev.varve.planner.bind.ClockMacros.Asked;
import java.util.List;

/**
 * What can be said of a text before its tables are known.
 *
 * @param tables names in FROM that are no common table expression, in the order of the text
 * @param withNames names of its common table expressions, sorted
 * @param functions names of the functions called, in lower case, sorted
 * @param tableFunctions functions called in FROM that the engine does not have, in the order of the
 *     text
 * @param clock what it asks the clock for, without repetition
 * @param complaints why it is no model
 */
public record ParsedQuery(
    List<TableName> tables,
    List<String> withNames,
    List<String> functions,
    List<TableName> tableFunctions,
    List<Asked> clock,
    List<Complaint> complaints) {
  /** A name as written, its parts from the outside in, and where it stands. */
  public record TableName(List<String> path, int utf8Offset) {
    public TableName {
      path = List.copyOf(path);
    }
  }

  public ParsedQuery {
    tables = List.copyOf(tables);
    withNames = List.copyOf(withNames);
    functions = List.copyOf(functions);
    tableFunctions = List.copyOf(tableFunctions);
    clock = List.copyOf(clock);
    complaints = List.copyOf(complaints);
  }
}
