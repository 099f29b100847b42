package dev.varve.planner.build;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.types.KnownTable;
import dev.varve.planner.types.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What planning asks about the world: the environment's current tables and the store. */
public interface Knowledge {
  /** The table as the environment's current manifest has it. */
  Optional<CurrentTable> current(String table);

  /** The names of all tables of the current manifest. */
  SortedSet<String> currentTables();

  /** Whether the files of a current table are still what was recorded. */
  boolean intact(CurrentTable table);

  /** What the store holds under a step key, when all its files are there. */
  Optional<TableContents> stored(Fingerprint stepKey);

  /** The content of a source and the way it is read. */
  InputContents.OfSource source(String name);

  /** What happened to a source since the current manifest, such as "has 1 new file". */
  String sourceChange(String name);

  /**
   * A table of the current manifest.
   *
   * @param schema as its readers bind against it.
   * @param deepKey what it was made of, down to the sources, where that is known
   */
  record CurrentTable(
      String table,
      Fingerprint stepKey,
      List<Ingredient> ingredients,
      Fingerprint plan,
      TableSchema schema,
      TableContents contents,
      Optional<Fingerprint> deepKey) {
    public CurrentTable {
      ingredients = List.copyOf(ingredients);
    }

    /** As its readers find it. */
    public KnownTable known() {
      return new KnownTable(schema, StepKeys.verified(ingredients));
    }
  }
}
