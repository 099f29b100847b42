package dev.varve.tests.benchmark;

import dev.varve.planner.project.Tier;
import dev.varve.tests.benchmark.PlainLoop.Threads;
import dev.varve.workers.BuildListener;
import dev.varve.workflows.BuildResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The loop and Varve taking turns over one project, so that whatever else the machine does meets
 * both.
 */
final class Turns {
  /**
   * One turn of each; all times in seconds.
   *
   * @param frugalLoop the loop with threads as Varve has them; NaN where that is the same loop
   * @param compilation of all models with nothing remembered, apart from the build
   * @param heapUsed most megabytes of heap in use during the build, garbage included
   * @param heapKept most megabytes that a collection left during the build
   */
  record Turn(
      double loop,
      double frugalLoop,
      double compilation,
      double build,
      double heapUsed,
      double heapKept) {
    double ratio() {
      return build / loop;
    }

    double frugalRatio() {
      return build / frugalLoop;
    }

    double ratioWithoutCompilation() {
      return (build - compilation) / loop;
    }
  }

  private final Bench bench;
  private final CompiledProject project;
  private final Tier tier;
  private final Path output;
  private final FullBuild build;

  private Turns(Bench bench, CompiledProject project, Tier tier) {
    this.bench = bench;
    this.project = project;
    this.tier = tier;
    this.output = project.folder().resolveSibling(project.folder().getFileName() + "-loop");
    this.build = FullBuild.embedded(project.folder(), project.models().size(), tier);
  }

  static Turns over(Bench bench, Path folder, Tier tier) throws SQLException {
    return new Turns(bench, CompiledProject.of(folder), tier);
  }

  /** How many models Varve gives one thread. */
  long singleThreaded() {
    return project.models().stream().filter(model -> PlainLoop.needsOneThread(model, tier)).count();
  }

  List<Turn> take(int rounds) throws IOException, InterruptedException, SQLException {
    List<Turn> turns = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      turns.add(turn());
    }
    return turns;
  }

  private Turn turn() throws IOException, InterruptedException, SQLException {
    double frugal = singleThreaded() > 0 ? loop(Threads.AS_VARVE) : Double.NaN;
    double loop = loop(Threads.ALL);
    bench.settle(output);
    double compilation = project.secondsToCompile();
    bench.settle(build.warehouse());
    double seconds;
    Turn turn;
    try (HeapWatch heap = new HeapWatch()) {
      seconds = Stopwatch.seconds(() -> build.run(BuildListener.silent()));
      turn = new Turn(loop, frugal, compilation, seconds, heap.mostUsed(), heap.mostKept());
    }
    bench.settle(build.warehouse());
    return turn;
  }

  private double loop(Threads threads) throws IOException, InterruptedException, SQLException {
    bench.settle(output);
    PlainLoop loop = new PlainLoop(project, output, tier, threads);
    return Stopwatch.seconds(loop::run);
  }

  /** One more build, with an eye on its phases, and on its rows being those of the loop. */
  String whereTimeGoes() throws IOException, InterruptedException, SQLException {
    bench.settle(output, build.warehouse());
    Map<String, Long> expected = new PlainLoop(project, output, tier, Threads.ALL).run();
    PhaseClock clock = new PhaseClock();
    BuildResult result = build.run(clock);
    String report = clock.report(result);
    FullBuild.rows(result)
        .forEach(
            (model, rows) -> {
              if (!expected.get(model).equals(rows)) {
                throw new IllegalStateException(
                    model
                        + ": "
                        + expected.get(model)
                        + " rows by the loop, "
                        + rows
                        + " by Varve");
              }
            });
    bench.settle(output, build.warehouse());
    return report;
  }
}
