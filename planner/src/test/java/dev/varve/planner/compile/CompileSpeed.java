package dev.varve.planner.compile;

import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.testing.ModelProject;
import dev.varve.planner.testing.ModelProject.MapCache;
import java.lang.management.ManagementFactory;

/**
 * Measures compilation: {@code CompileSpeed 1000}. Prints wall and processor time cold, with the
 * engine open, and with everything remembered.
 */
public final class CompileSpeed {
  private CompileSpeed() {}

  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    ModelProject project = project(count);
    time("parse", project::parsed);
    ParsedProject parsed = project.parsed();
    MapCache cache = new MapCache();
    try (Compiler compiler = new Compiler(CompilerSettings.of("UTC"))) {
      time("cold", () -> check(project.compile(parsed, compiler, cache), count));
    }
    for (int i = 0; i < 3; i++) {
      try (Compiler compiler = new Compiler(CompilerSettings.of("UTC"))) {
        time("remembered", () -> check(project.compile(parsed, compiler, cache), count));
      }
    }
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "heap used %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000);
  }

  /** Three layers of joins over ten sources. */
  static ModelProject project(int count) {
    ModelProject project = new ModelProject();
    for (int i = 0; i < 10; i++) {
      project.source("raw.s" + i, "id INTEGER, name VARCHAR, amount DECIMAL(10,2), day DATE");
    }
    int layer = count / 3;
    for (int i = 0; i < count; i++) {
      String table = i < layer ? "a.m" + i : i < 2 * layer ? "b.m" + i : "c.m" + i;
      String left = i < layer ? "raw.s" + i % 10 : (i < 2 * layer ? "a.m" : "b.m") + (i - layer);
      String right = "raw.s" + (i * 7 + 3) % 10;
      if (i >= 3 * layer) {
        left = "raw.s1";
      }
      project.model(
          table,
          """
          select x.id, x.name, sum(y.amount) as amount, max(y.day) as day
          from %s x join %s y on x.id = y.id
          where y.day >= date '2024-01-%02d' and x.name <> 'n%d'
          group by all
          """
              .formatted(left, right, i % 28 + 1, i));
    }
    return project;
  }

  private static void check(Compilation compilation, int count) {
    if (compilation.models().size() != count) {
      throw new IllegalStateException(compilation.problems().toString());
    }
  }

  private static void time(String what, Runnable work) {
    com.sun.management.OperatingSystemMXBean system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = system.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    System.out.printf(
        "%-12s %7.0f ms wall %7.0f ms CPU%n",
        what, (System.nanoTime() - start) / 1e6, (system.getProcessCpuTime() - processor) / 1e6);
  }
}
