package dev.varve.tests.benchmark;

import dev.varve.planner.project.Tier;
import dev.varve.tests.benchmark.Figure.Unit;
import dev.varve.tests.benchmark.PlainLoop.Threads;
import dev.varve.workers.BuildListener;
import dev.varve.workers.ServerAddress;
import dev.varve.workers.VarveOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Full builds on a real server with one worker process, beside the plain loop in this JVM. */
record ServerCase(int full, int rounds) implements Case {
  /** Where a server ends a workflow. */
  private static final double HISTORY_LIMIT = 51_200;

  /** The plain id of builds of the tiny project. */
  private static final String WORKFLOW = "varve/tiny/dev";

  /** One turn of each, in seconds. */
  private record Turn(double loop, double build) {
    double ratio() {
      return build / loop;
    }
  }

  @Override
  public String name() {
    return "server-" + full;
  }

  @Override
  public String description() {
    return full + " tiny models on a Temporal server, beside the loop";
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException, SQLException {
    Launcher launcher = new Launcher(bench, JavaHome.newest());
    launcher.prepare();
    try (LocalServer server = LocalServer.start(bench);
        WorkerProcess worker = WorkerProcess.start(launcher, server)) {
      return measure(bench, server, worker);
    }
  }

  private List<Figure> measure(Bench bench, LocalServer server, WorkerProcess worker)
      throws IOException, InterruptedException, SQLException {
    bench.say("one untimed turn, then " + rounds);
    List<Turn> turns = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      turns.add(turn(bench, server, round));
    }
    bench.say("phases of all builds, activities added up: " + shown(worker.phaseSeconds()));
    return figures(
        bench.models(full), turns.subList(1, turns.size()), server.longestHistory(WORKFLOW));
  }

  /** On a project of its own: the worker may remember what it knows of the last one. */
  private Turn turn(Bench bench, LocalServer server, int round)
      throws IOException, InterruptedException, SQLException {
    TinyProject tiny = new TinyProject(bench.models(full));
    Path folder = tiny.writeAnew(bench, "server-" + tiny.models() + "-" + round);
    Path output = bench.work().resolve("server-loop");
    CompiledProject project = CompiledProject.of(folder);
    bench.settle(output);
    PlainLoop loop = new PlainLoop(project, output, Tier.STABLE, Threads.ALL);
    double loopSeconds = Stopwatch.seconds(loop::run);
    bench.settle(output);
    VarveOptions options =
        VarveOptions.server(
            new ServerAddress(Optional.of(server.address()), Optional.empty(), Optional.empty()));
    FullBuild build = new FullBuild(folder, tiny.models(), Tier.STABLE, options);
    double buildSeconds = Stopwatch.seconds(() -> build.run(BuildListener.silent()));
    bench.settle(folder);
    return new Turn(loopSeconds, buildSeconds);
  }

  private List<Figure> figures(int models, List<Turn> turns, double longestHistory) {
    Times builds = Times.of(turns, Turn::build);
    Times loops = Times.of(turns, Turn::loop);
    Times pairs = Times.of(turns, Turn::ratio);
    String what = models + " models on a server";
    return List.of(
        Figure.stated(name(), what, builds.median(), Unit.SECONDS, builds.shown()),
        Figure.stated(
            name(),
            what + ", beside the loop",
            pairs.median(),
            Unit.RATIO,
            "loop " + Unit.SECONDS.text(loops.median()) + "; pairs " + pairs.shown()),
        Figure.stated(
                name(),
                "longest history",
                longestHistory,
                Unit.EVENTS,
                "at the limit a server ends a workflow")
            .withGoal(HISTORY_LIMIT));
  }

  private static String shown(Map<String, Double> seconds) {
    return seconds.entrySet().stream()
        .map(phase -> String.format(Locale.ROOT, "%s %.2f s", phase.getKey(), phase.getValue()))
        .collect(Collectors.joining(", "));
  }
}
