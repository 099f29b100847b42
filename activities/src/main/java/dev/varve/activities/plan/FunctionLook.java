package dev.varve.activities.plan;

import dev.varve.planner.InputException;
import dev.varve.planner.Problem;
import dev.varve.planner.compile.Compiler;
import dev.varve.planner.compile.CompilerSettings;
import dev.varve.planner.function.FunctionEntry;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Lists the functions that models of a project can call; faults of its models do not matter. */
final class FunctionLook {
  private FunctionLook() {}

  static FunctionReport of(Path folder) {
    ParsedProject parsed = ProjectReader.parse(ProjectFiles.read(folder));
    List<Problem> faults =
        parsed.problems().stream().filter(problem -> problem.model().isEmpty()).toList();
    if (!faults.isEmpty()) {
      throw new InputException(faults);
    }
    Project project = parsed.project().orElseThrow();
    try (Compiler compiler = new Compiler(CompilerSettings.of(project.timezone()))) {
      return new FunctionReport(
          FunctionReport.FORMAT_VERSION,
          project.name(),
          compiler.functions(project).stream().map(FunctionLook::listed).toList());
    }
  }

  private static ListedFunction listed(FunctionEntry entry) {
    return new ListedFunction(
        entry.origin().name().toLowerCase(Locale.ROOT),
        entry.kind(),
        entry.name(),
        entry.signatures(),
        entry.volatility(),
        entry.threads(),
        entry.lanes(),
        entry.rung().word(),
        entry.fingerprint().hex(),
        entry.note());
  }
}
