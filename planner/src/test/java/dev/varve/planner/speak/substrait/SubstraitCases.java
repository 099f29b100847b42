package dev.varve.planner.speak.substrait;

import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.speak.spark.SparkCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes what {@code substrait-rows.py} in the test resources compares: for each query its bytes,
 * as bound and in normal form, and the engine's rows, beside the tables as Parquet files.
 *
 * <p>Call it with a folder. It is no test since it takes another engine to run the plans.
 */
public final class SubstraitCases {
  private SubstraitCases() {}

  public static void main(String[] args) throws IOException, SQLException {
    SparkCases.write(
        Path.of(args[0]),
        (folder, name, plan, columns, tables, gaps) -> {
          List<String> names = columns.stream().map(BoundQuery.BoundColumn::name).toList();
          SubstraitPlan said = SubstraitPlan.of(plan, names, tables);
          if (said.gaps().isEmpty()) {
            byte[] bytes = new byte[said.bytes().remaining()];
            said.bytes().get(bytes);
            Files.write(folder.resolve(name + ".substrait"), bytes);
          }
          said.gaps().forEach(gap -> gaps.append(name).append(' ').append(gap).append('\n'));
        });
  }
}
