package dev.varve.storage.manifest;

import dev.varve.storage.store.ColumnDigest;
import dev.varve.storage.store.DataFile;
import dev.varve.storage.store.Ingredient;
import java.util.List;
import java.util.Objects;

/**
 * A table as a build left it. Storage keeps what it is given; what the texts mean is the planner's.
 *
 * @param table schema and name, {@code marts.revenue}
 * @param ingredients what the step key was made of, in order
 * @param planFingerprint what the query computes
 * @param deltaVersion the version of the Delta table that holds these files
 * @param schema the Delta schema, as JSON
 * @param files as they stand in the table's folder
 * @param columns the content digest of each column; empty where the tier promises no bytes
 * @param inputs the tables and sources that were read
 * @param text the digest of the model's text
 * @param output the columns with their engine types
 * @param deepKey the deep key, or an empty text when there is none
 * @param stale whether the policy left a change unbuilt
 * @param milliseconds what building it took when it was last built
 */
public record TableEntry(
    String table,
    String stepKey,
    List<Ingredient> ingredients,
    String planFingerprint,
    long deltaVersion,
    String schema,
    List<DataFile> files,
    List<ColumnDigest> columns,
    long rows,
    long bytes,
    List<String> inputs,
    String text,
    List<TableColumn> output,
    String deepKey,
    boolean stale,
    long milliseconds) {
  public TableEntry {
    Objects.requireNonNull(table);
    Objects.requireNonNull(stepKey);
    ingredients = List.copyOf(ingredients);
    Objects.requireNonNull(planFingerprint);
    Objects.requireNonNull(schema);
    files = List.copyOf(files);
    columns = List.copyOf(columns);
    inputs = List.copyOf(inputs);
    Objects.requireNonNull(text);
    output = List.copyOf(output);
    Objects.requireNonNull(deepKey);
  }

  /** The same table, left or no longer left by the policy. */
  public TableEntry withStale(boolean other) {
    return with(deepKey, other);
  }

  /** The same table, made of what another deep key says. */
  public TableEntry withDeepKey(String other) {
    return with(other, stale);
  }

  private TableEntry with(String otherDeepKey, boolean otherStale) {
    return otherDeepKey.equals(deepKey) && otherStale == stale
        ? this
        : new TableEntry(
            table,
            stepKey,
            ingredients,
            planFingerprint,
            deltaVersion,
            schema,
            files,
            columns,
            rows,
            bytes,
            inputs,
            text,
            output,
            otherDeepKey,
            otherStale,
            milliseconds);
  }
}
