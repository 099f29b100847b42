package dev.varve.tests.benchmark;

import dev.varve.tests.Repository;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Measures Varve and prints one table, each figure beside its goal. */
public final class Benchmark {
  private static final List<Case> CASES =
      List.of(
          new LoopCase.Tpch(),
          new LoopCase.Tiny(1_000),
          new LoopCase.Tiny(10_000),
          new ProcessCase.ColdPlan(1_000, 2.5),
          new ProcessCase.ColdPlan(10_000, 15),
          new ProcessCase.NoOp(1_000, 1.5),
          new ProcessCase.NoOp(10_000, 3),
          new ProcessCase.OneModel(),
          new ServerCase(1_000, Bench.ROUNDS),
          // Once: that it completes is what counts.
          new ServerCase(10_000, 1));

  private Benchmark() {}

  public static void main(String[] arguments) throws InterruptedException {
    BenchmarkOptions options;
    try {
      options = BenchmarkOptions.parse(List.of(arguments), CASES.stream().map(Case::name).toList());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    if (options.help()) {
      help();
      return;
    }
    quietLibraries();
    System.exit(run(options) ? 0 : 1);
  }

  private static boolean run(BenchmarkOptions options) throws InterruptedException {
    Path root = Repository.root();
    Path work =
        options.work().orElse(root.resolve("tests/target/benchmark")).toAbsolutePath().normalize();
    Bench bench = new Bench(root, work, options.quick(), System.err);
    System.out.println(circumstances(options));
    List<Figure> figures = new ArrayList<>();
    List<String> notMeasured = new ArrayList<>();
    boolean complete = true;
    for (Case measured : CASES) {
      if (!options.cases().isEmpty() && !options.cases().contains(measured.name())) {
        continue;
      }
      System.err.println(measured.name() + ": " + measured.description());
      try {
        Files.createDirectories(work);
        for (Figure figure : measured.measure(bench)) {
          // The goals are for full sizes.
          figures.add(options.quick() ? figure.withGoal(OptionalDouble.empty()) : figure);
        }
      } catch (Case.LeftOutException e) {
        notMeasured.add(measured.name() + " left out: " + e.getMessage());
      } catch (IOException | SQLException | RuntimeException e) {
        complete = false;
        notMeasured.add(measured.name() + " failed: " + e.getMessage());
        e.printStackTrace();
      }
    }
    System.out.println();
    FigureTable.print(figures, System.out);
    notMeasured.forEach(System.out::println);
    System.out.printf(Locale.ROOT, "load %.2f at the end%n", load());
    return complete;
  }

  private static String circumstances(BenchmarkOptions options) {
    return String.format(
        Locale.ROOT,
        "%d cores, load %.2f at the start, JDK %s with at most %.0f MB of heap; medians of %d%s",
        Runtime.getRuntime().availableProcessors(),
        load(),
        Runtime.version(),
        HeapWatch.limit(),
        Bench.ROUNDS,
        options.quick() ? "; --quick: small sizes, the figures mean nothing" : "");
  }

  /** Other work on the machine makes the figures worthless: one should see it. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static void help() {
    System.out.println(
        """
        usage: local-dev/benchmark [--quick] [--case NAME]... [--work FOLDER]

          --quick         small sizes, to see that everything runs
          --case NAME     only this case; may be given several times
          --work FOLDER   where projects and warehouses are (default: tests/target/benchmark)

        cases:""");
    for (Case known : CASES) {
      System.out.printf("  %-14s  %s%n", known.name(), known.description());
    }
  }

  /** What the command does for itself: the workflow library's own log would drown the figures. */
  private static void quietLibraries() {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    System.setProperty("org.slf4j.simpleLogger.log.io.temporal", "off");
    System.setProperty("org.slf4j.simpleLogger.log.io.grpc", "error");
  }
}
