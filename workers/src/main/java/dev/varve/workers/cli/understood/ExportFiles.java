package dev.varve.workers.cli.understood;

import dev.varve.activities.plan.ExportedModel;
import dev.varve.activities.plan.PlanProblem;
import dev.varve.workers.VarveException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a model in other forms: one of them as the result, or all into a folder. */
public final class ExportFiles {
  private static final String GAPS = "gaps.txt";

  private ExportFiles() {}

  /**
   * The form as it is, and nothing else.
   *
   * @throws VarveException with every reason why the model cannot be had in it
   */
  public static void print(PrintStream out, ExportedModel exported) {
    if (exported.gaps().isEmpty()) {
      out.writeBytes(bytes(exported));
      return;
    }
    List<PlanProblem> problems = new ArrayList<>();
    for (String gap : exported.gaps()) {
      problems.add(
          VarveException.problem(
              "NO_EQUIVALENT",
              exported.model() + " cannot be had as " + exported.form() + ": " + gap + ".",
              "Write that part another way, or take another form."));
    }
    throw new VarveException(VarveException.Kind.INPUT, problems);
  }

  private static byte[] bytes(ExportedModel exported) {
    byte[] bytes = new byte[exported.content().remaining()];
    exported.content().duplicate().get(bytes);
    return bytes;
  }

  /** A file for each form that there is, and one with the reasons where there is none. */
  public static void write(PrintStream out, List<ExportedModel> exported, Path folder) {
    StringBuilder gaps = new StringBuilder();
    try {
      Files.createDirectories(folder);
      for (ExportedModel each : exported) {
        if (each.gaps().isEmpty()) {
          Files.write(folder.resolve(each.file()), bytes(each));
          out.println(folder.resolve(each.file()));
        } else {
          Files.deleteIfExists(folder.resolve(each.file()));
        }
        each.gaps().forEach(gap -> gaps.append(each.form()).append(": ").append(gap).append('\n'));
      }
      if (gaps.isEmpty()) {
        Files.deleteIfExists(folder.resolve(GAPS));
      } else {
        Files.writeString(folder.resolve(GAPS), gaps);
        out.println(folder.resolve(GAPS));
      }
    } catch (IOException e) {
      throw VarveException.unwritable("A form of the model", e);
    }
  }
}
