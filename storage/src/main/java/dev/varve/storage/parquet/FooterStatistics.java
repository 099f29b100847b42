package dev.varve.storage.parquet;

import dev.varve.storage.store.ColumnStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;

/**
 * The statistics of top-level primitive columns over all row groups.
 *
 * <p>A column is left out unless every row group counts its nulls. Its bounds are given only where
 * every row group that has values states both, exactly and in the order that the type defines.
 */
final class FooterStatistics {
  private FooterStatistics() {}

  static List<ColumnStatistics> of(Footer footer) {
    List<ColumnStatistics> result = new ArrayList<>();
    for (TopLevelColumn column : footer.columns()) {
      if (column.isPrimitive()) {
        of(footer, column).ifPresent(result::add);
      }
    }
    return List.copyOf(result);
  }

  private static Optional<ColumnStatistics> of(Footer footer, TopLevelColumn column) {
    Optional<ValueReader<?>> reader =
        footer.typeDefinedOrder(column.firstLeaf())
            ? ValueReader.of(column.element())
            : Optional.empty();
    Optional<? extends Bounds<?>> bounds = reader.map(Bounds::new);
    long nulls = 0;
    for (RowGroup group : footer.rowGroups()) {
      var metadata = group.getColumns().get(column.firstLeaf()).getMeta_data();
      Statistics statistics = metadata.getStatistics();
      if (statistics == null || !statistics.isSetNull_count()) {
        return Optional.empty();
      }
      nulls += statistics.getNull_count();
      boolean hasValues = statistics.getNull_count() < metadata.getNum_values();
      if (bounds.isPresent() && hasValues && !bounds.get().add(statistics)) {
        bounds = Optional.empty();
      }
    }
    return Optional.of(
        new ColumnStatistics(
            column.name(), bounds.flatMap(Bounds::min), bounds.flatMap(Bounds::max), nulls));
  }

  private static final class Bounds<T> {
    private final ValueReader<T> reader;
    private Optional<T> min = Optional.empty();
    private Optional<T> max = Optional.empty();

    Bounds(ValueReader<T> reader) {
      this.reader = reader;
    }

    /** Takes in one row group; false when it does not say enough. */
    boolean add(Statistics statistics) {
      boolean exact =
          (!statistics.isSetIs_min_value_exact() || statistics.isIs_min_value_exact())
              && (!statistics.isSetIs_max_value_exact() || statistics.isIs_max_value_exact());
      if (!exact || !statistics.isSetMin_value() || !statistics.isSetMax_value()) {
        return false;
      }
      Optional<T> low = reader.value(statistics.getMin_value());
      Optional<T> high = reader.value(statistics.getMax_value());
      if (low.isEmpty() || high.isEmpty()) {
        return false;
      }
      min = merged(min, low.get(), BinaryOperator.minBy(reader.order()));
      max = merged(max, high.get(), BinaryOperator.maxBy(reader.order()));
      return true;
    }

    private static <T> Optional<T> merged(Optional<T> old, T value, BinaryOperator<T> choice) {
      return Optional.of(old.map(known -> choice.apply(known, value)).orElse(value));
    }

    Optional<String> min() {
      return min.map(reader::text);
    }

    Optional<String> max() {
      return max.map(reader::text);
    }
  }
}
