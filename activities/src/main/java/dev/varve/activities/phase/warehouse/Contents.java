package dev.varve.activities.phase.warehouse;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.build.Ingredient;
import dev.varve.planner.build.InputContents;
import dev.varve.planner.build.Knowledge.CurrentTable;
import dev.varve.planner.build.TableContents;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import dev.varve.storage.Digest;
import dev.varve.storage.manifest.TableColumn;
import dev.varve.storage.manifest.TableEntry;
import dev.varve.storage.source.SourcePin;
import dev.varve.storage.store.ColumnDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the planner's view of contents meets what storage recorded. */
public final class Contents {
  private Contents() {}

  public static TableContents of(long rows, List<ColumnDigest> digests) {
    Map<String, String> columns = new LinkedHashMap<>();
    StringBuilder whole = new StringBuilder();
    for (ColumnDigest digest : digests) {
      columns.put(digest.column(), digest.digest().hex());
      whole.append(digest.digest().hex()).append('\n');
    }
    return new TableContents(rows, Digest.of(whole.toString()).hex(), columns);
  }

  public static CurrentTable currentTable(TableEntry entry) {
    return new CurrentTable(
        entry.table(),
        new Fingerprint(entry.stepKey()),
        planned(entry.ingredients()),
        new Fingerprint(entry.planFingerprint()),
        schema(entry),
        of(entry.rows(), entry.columns()),
        entry.deepKey().isEmpty()
            ? Optional.empty()
            : Optional.of(new Fingerprint(entry.deepKey())));
  }

  private static TableSchema schema(TableEntry entry) {
    List<Column> columns = new ArrayList<>();
    for (TableColumn column : entry.output()) {
      columns.add(new Column(column.name(), column.type()));
    }
    return new TableSchema(columns);
  }

  public static InputContents.OfSource source(SourceDeclaration declaration, SourcePin pin) {
    StringBuilder reader = new StringBuilder(declaration.format().name());
    declaration.columns().forEach((name, type) -> append(reader, name, type));
    declaration.options().forEach((name, value) -> append(reader, name, value));
    return new InputContents.OfSource(Digest.of(reader.toString()).hex(), pin.digest().hex());
  }

  /** Lengths first, so that no two lists share a text. */
  private static void append(StringBuilder text, String name, String value) {
    text.append('\n').append(name.length()).append(' ').append(name);
    text.append(' ').append(value.length()).append(' ').append(value);
  }

  public static List<dev.varve.storage.store.Ingredient> stored(List<Ingredient> ingredients) {
    List<dev.varve.storage.store.Ingredient> stored = new ArrayList<>();
    for (Ingredient ingredient : ingredients) {
      stored.add(
          new dev.varve.storage.store.Ingredient(
              ingredient.kind().name(), ingredient.name(), ingredient.value()));
    }
    return stored;
  }

  private static List<Ingredient> planned(List<dev.varve.storage.store.Ingredient> stored) {
    List<Ingredient> planned = new ArrayList<>();
    for (dev.varve.storage.store.Ingredient ingredient : stored) {
      planned.add(
          new Ingredient(
              Ingredient.Kind.valueOf(ingredient.kind()), ingredient.name(), ingredient.value()));
    }
    return planned;
  }
}
