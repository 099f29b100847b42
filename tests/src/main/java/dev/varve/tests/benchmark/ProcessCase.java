package dev.varve.tests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** A command from the start of its process to its end, on each Java that is stated. */
abstract sealed class ProcessCase implements Case {
  private final String name;
  private final String description;
  private final String command;

  private ProcessCase(String name, String description, String command) {
    this.name = name;
    this.description = description;
    this.command = command;
  }

  /** Writes the project that the command works on, and returns its folder. */
  abstract Path write(Bench bench) throws IOException, InterruptedException, SQLException;

  /** Brings the project into the state in which the command is to find it. */
  abstract void arrange(Bench bench, Launcher launcher, Path project)
      throws IOException, InterruptedException;

  /** Fails unless the command does what is measured. */
  abstract void check(Bench bench, Launcher launcher, Path project)
      throws IOException, InterruptedException;

  /** What is measured, with its real size. */
  abstract String what(Bench bench);

  /** Seconds; empty where this Java's are only stated. */
  abstract OptionalDouble goal(JavaHome java);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final List<Figure> measure(Bench bench)
      throws IOException, InterruptedException, SQLException {
    Path project = write(bench);
    List<Figure> figures = new ArrayList<>();
    for (int feature : JavaHome.STATED) {
      Optional<JavaHome> java = JavaHome.find(feature);
      if (java.isEmpty()) {
        bench.say("JDK " + feature + " left out: none found, set JAVA_HOME_" + feature);
      } else {
        figures.add(measure(bench, project, new Launcher(bench, java.get())));
      }
    }
    return figures;
  }

  private Figure measure(Bench bench, Path project, Launcher launcher)
      throws IOException, InterruptedException {
    launcher.prepare();
    bench.say(launcher.label() + ": one untimed run, then " + Bench.ROUNDS);
    List<Double> seconds = new ArrayList<>();
    for (int round = 0; round <= Bench.ROUNDS; round++) {
      arrange(bench, launcher, project);
      bench.settle();
      seconds.add(launcher.seconds(command, project.toString()));
    }
    check(bench, launcher, project);
    Times timed = new Times(seconds.subList(1, seconds.size()));
    return Figure.stated(
            name,
            what(bench) + ", " + launcher.label(),
            timed.median(),
            Figure.Unit.SECONDS,
            timed.shown())
        .withGoal(goal(launcher.java()));
  }

  private static Path warehouse(Path project) {
    return project.resolve("warehouse");
  }

  /** A command over many tiny models, with a goal for the newest Java only. */
  private abstract static sealed class OverTinyModels extends ProcessCase {
    private final int full;
    private final double goal;

    private OverTinyModels(String name, String description, String command, int full, double goal) {
      super(name, description, command);
      this.full = full;
      this.goal = goal;
    }

    final int models(Bench bench) {
      return bench.models(full);
    }

    @Override
    final Path write(Bench bench) throws IOException, InterruptedException, SQLException {
      return new TinyProject(models(bench)).writeAnew(bench);
    }

    @Override
    final OptionalDouble goal(JavaHome java) {
      return java.isNewestStated() ? OptionalDouble.of(goal) : OptionalDouble.empty();
    }
  }

  /** A plan of a project of which nothing is known. */
  static final class ColdPlan extends OverTinyModels {
    private static final Pattern REBUILD = Pattern.compile("\"decision\"\\s*:\\s*\"rebuild\"");

    ColdPlan(int models, double goal) {
      super(
          "plan-" + models,
          "varve plan of " + models + " tiny models that were never compiled",
          "plan",
          models,
          goal);
    }

    @Override
    String what(Bench bench) {
      return "cold plan of " + models(bench) + " models";
    }

    @Override
    void arrange(Bench bench, Launcher launcher, Path project) throws IOException {
      Bench.delete(warehouse(project));
    }

    @Override
    void check(Bench bench, Launcher launcher, Path project)
        throws IOException, InterruptedException {
      String plan = launcher.output("plan", "--json", project.toString());
      long planned = REBUILD.matcher(plan).results().count();
      if (planned != models(bench)) {
        throw new IllegalStateException(planned + " models would be rebuilt");
      }
    }
  }

  /** A build where nothing changed. */
  static final class NoOp extends OverTinyModels {
    NoOp(int models, double goal) {
      super(
          "noop-" + models,
          "varve build of " + models + " tiny models of which nothing changed",
          "build",
          models,
          goal);
    }

    @Override
    String what(Bench bench) {
      return "nothing changed in " + models(bench) + " models";
    }

    @Override
    void arrange(Bench bench, Launcher launcher, Path project)
        throws IOException, InterruptedException {
      if (!Files.exists(warehouse(project))) {
        double first = launcher.seconds("build", project.toString());
        bench.say(String.format(Locale.ROOT, "the first build, a process too: %.2f s", first));
      }
    }

    @Override
    void check(Bench bench, Launcher launcher, Path project)
        throws IOException, InterruptedException {
      String result = launcher.output("build", "--json", project.toString());
      if (!result.replaceAll("\\s", "").contains("\"skipped\":" + models(bench) + ",")) {
        throw new IllegalStateException("not everything was skipped");
      }
    }
  }

  /** The first table of a new user. */
  static final class OneModel extends ProcessCase {
    private static final double GOAL = 1.2;
    private static final double GOAL_OF_OLDER = 2.5;

    OneModel() {
      super("one-model", "varve build of one model that was never built", "build");
    }

    @Override
    Path write(Bench bench) throws IOException, InterruptedException {
      Path folder = bench.work().resolve("one-model");
      bench.settle(folder);
      OneModelProject.write(folder);
      return folder;
    }

    @Override
    String what(Bench bench) {
      return "one model to its table";
    }

    @Override
    OptionalDouble goal(JavaHome java) {
      return OptionalDouble.of(java.isNewestStated() ? GOAL : GOAL_OF_OLDER);
    }

    @Override
    void arrange(Bench bench, Launcher launcher, Path project) throws IOException {
      Bench.delete(warehouse(project));
    }

    @Override
    void check(Bench bench, Launcher launcher, Path project) {
      Path table = warehouse(project).resolve("tables/dev/marts/revenue");
      if (!Files.isDirectory(table.resolve("_delta_log"))) {
        throw new IllegalStateException("there is no table " + table);
      }
    }
  }
}
