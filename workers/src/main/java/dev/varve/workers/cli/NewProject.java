package dev.varve.workers.cli;

import dev.varve.activities.plan.PlanProblem;
import dev.varve.workers.VarveException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small project that builds as it is. */
final class NewProject {
  private static final List<String> FILES =
      List.of(
          "varve.yaml",
          "data/customers.csv",
          "data/orders.csv",
          "models/staging/orders.sql",
          "models/marts/daily_revenue.sql",
          "models/marts/customer_value.sql");
  private static final String IGNORED = ".gitignore";

  private final Path folder;

  NewProject(Path folder) {
    this.folder = folder;
  }

  /** Writes all files, or none when one of them is there already. */
  void write(PrintStream out, Paint paint, Path current) {
    refuseToOverwrite();
    List<String> written = new ArrayList<>(FILES);
    try {
      for (String file : FILES) {
        write(file, text(file).replace("${project}", name()));
      }
      if (!exists(IGNORED)) {
        write(IGNORED, text("gitignore"));
        written.add(IGNORED);
      }
    } catch (IOException e) {
      throw VarveException.unwritable("The project", e);
    }
    describe(out, paint, current, written);
  }

  private void refuseToOverwrite() {
    List<PlanProblem> problems = new ArrayList<>();
    for (String file : FILES) {
      if (exists(file)) {
        problems.add(
            new PlanProblem(
                "FILE_EXISTS",
                "The file is there already, so nothing was written.",
                Optional.of(folder.resolve(file).toString()),
                0,
                0,
                "Name another folder: varve init DIR.",
                Optional.empty()));
      }
    }
    Path there = folder;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      problems.add(
          VarveException.problem(
              "NOT_A_FOLDER", there + " is not a folder.", "Name another: varve init DIR."));
    }
    if (!problems.isEmpty()) {
      throw new VarveException(VarveException.Kind.INPUT, problems);
    }
  }

  /** In words: the name of an exception tells a person nothing. */
  private boolean exists(String file) {
    return Files.exists(folder.resolve(file), LinkOption.NOFOLLOW_LINKS);
  }

  private void write(String file, String text) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void describeNext(PrintStream out, String command, String what) {
    out.println("  " + command + " ".repeat(Math.max(2, 34 - command.length())) + what);
  }

  private void describe(PrintStream out, Paint paint, Path current, List<String> written) {
    Path from = current.toAbsolutePath().normalize();
    boolean here = folder.equals(from);
    String shown = folder.startsWith(from) ? from.relativize(folder).toString() : folder.toString();
    out.println("Wrote the project " + paint.bold(name()) + (here ? ":" : " in " + shown + ":"));
    written.forEach(file -> out.println("  " + file));
    if (!written.contains(IGNORED)) {
      out.println("Add \"warehouse/\" to " + IGNORED + ": the tables will be there.");
    }
    out.println();
    out.println("Next:");
    if (!here) {
      out.println("  cd " + quoted(shown));
    }
    describeNext(out, "varve plan", "what a build would do, and why");
    describeNext(out, "varve build", "build it");
    describeNext(out, "varve show marts.daily_revenue", "look at a table");
    out.println("Then change a model and build again: only what depends on it is rebuilt.");
  }

  private static String quoted(String path) {
    return path.matches("[A-Za-z0-9_./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  /** The folder's name, made into one that can stand in a workflow id. */
  private String name() {
    Path last = folder.getFileName();
    String name = last == null ? "" : last.toString().replaceAll("[^A-Za-z0-9_-]+", "-");
    String trimmed = name.replaceAll("^[^A-Za-z]+|-+$", "");
    return trimmed.isEmpty() ? "shop" : trimmed;
  }

  private static String text(String file) {
    try (InputStream in = NewProject.class.getResourceAsStream("init/" + file)) {
      if (in == null) {
        throw new IllegalStateException("missing resource: init/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
