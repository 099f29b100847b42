package dev.varve.activities.phase.project;

import dev.varve.planner.Problem;
import dev.varve.planner.contract.SourceContract;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.planner.types.TableSchema;
import dev.varve.storage.source.SourcePin;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Supplier;

/** Whether the rows of a source are what is declared of them. */
public interface SourceValues {
  /** For whoever wants to know what a project says, and not whether it can be built. */
  SourceValues UNREAD = (source, pin, schema, contract, folder, folders) -> List.of();

  /**
   * What is wrong with the rows.
   *
   * @param contract what must hold of them
   * @param folder of the project
   * @param folders that the engine must be allowed to read
   */
  List<Problem> problems(
      SourceDeclaration source,
      SourcePin pin,
      TableSchema schema,
      SourceContract.Checked contract,
      Path folder,
      Supplier<SortedSet<Path>> folders);
}
