package dev.varve.storage.store;

import java.util.List;
import java.util.Objects;

/**
 * What a step key once produced. Same key, same result; how long it took may differ.
 *
 * @param ingredients what the key was made of, in order
 * @param schema the Delta schema of the result, as JSON
 * @param columns the content digest of each column; empty where the tier promises no bytes
 */
public record ActionRecord(
    String stepKey,
    List<Ingredient> ingredients,
    String schema,
    List<DataFile> files,
    List<ColumnDigest> columns,
    long rows,
    long bytes,
    Measurements measurements) {
  public ActionRecord {
    if (stepKey.isEmpty() || stepKey.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("not a step key: '" + stepKey + "'");
    }
    ingredients = List.copyOf(ingredients);
    Objects.requireNonNull(schema);
    files = List.copyOf(files);
    columns = List.copyOf(columns);
    Objects.requireNonNull(measurements);
  }

  /** Whether both say that the key produced the same rows in the same files. */
  public boolean sameResult(ActionRecord other) {
    return stepKey.equals(other.stepKey)
        && schema.equals(other.schema)
        && rows == other.rows
        && columns.equals(other.columns)
        && files.stream()
            .map(DataFile::digest)
            .toList()
            .equals(other.files.stream().map(DataFile::digest).toList());
  }
}
