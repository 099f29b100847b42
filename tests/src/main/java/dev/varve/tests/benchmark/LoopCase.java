package dev.varve.tests.benchmark;

import dev.varve.planner.project.Tier;
import dev.varve.tests.benchmark.Turns.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Full builds beside the plain loop, in this JVM. */
final class LoopCase {
  private LoopCase() {}

  /** TPC-H, in both tiers. */
  record Tpch() implements Case {
    private static final double GOAL = 1.15;

    @Override
    public String name() {
      return "tpch";
    }

    @Override
    public String description() {
      return "TPC-H SF 1, 25 models, beside the loop, STABLE and FAST";
    }

    @Override
    public List<Figure> measure(Bench bench)
        throws IOException, InterruptedException, SQLException {
      Path folder = bench.work().resolve("tpch-" + bench.scaleFactor());
      bench.say("writing TPC-H data unless they are there");
      TpchProject.of(bench).write(folder);
      List<Figure> figures = new ArrayList<>();
      for (Tier tier : List.of(Tier.STABLE, Tier.FAST)) {
        Turns turns = Turns.over(bench, folder, tier);
        bench.say(tier + ": warming up, one turn");
        turns.take(1);
        bench.say(tier + ": " + Bench.ROUNDS + " turns");
        List<Turn> taken = turns.take(Bench.ROUNDS);
        String what = String.format(Locale.ROOT, "%s, SF %s", tier, bench.scaleFactor());
        Figure ratio = ratio(name(), what, taken);
        figures.add(tier == Tier.STABLE ? ratio.withGoal(GOAL) : ratio);
        if (turns.singleThreaded() > 0) {
          figures.add(frugal(name(), turns.singleThreaded(), taken));
        }
        bench.say(tier + " where the time goes: " + turns.whereTimeGoes());
      }
      return figures;
    }
  }

  /** Many tiny models, compilation included. */
  record Tiny(int full) implements Case {
    private static final double GOAL = 3;

    /** From here on compilation and heap count apart. */
    private static final int MANY = 10_000;

    private static final double HEAP_GOAL = 1_024;

    @Override
    public String name() {
      return "tiny-" + full;
    }

    @Override
    public String description() {
      return full == MANY
          ? full + " tiny models beside the loop; cold compilation and heap stated apart"
          : full + " tiny models beside the loop, compilation included";
    }

    @Override
    public List<Figure> measure(Bench bench)
        throws IOException, InterruptedException, SQLException {
      warmUp(bench);
      int models = bench.models(full);
      bench.say(models + " models: " + Bench.ROUNDS + " turns");
      Turns turns = turns(bench, models);
      List<Turn> taken = turns.take(Bench.ROUNDS);
      bench.say("where the time goes: " + turns.whereTimeGoes());
      String what = models + " models, compilation included";
      Figure ratio = ratio(name(), what, taken);
      Times compilation = Times.of(taken, Turn::compilation);
      Figure compiled =
          Figure.stated(
              name(),
              "cold compilation alone",
              compilation.median(),
              Figure.Unit.SECONDS,
              compilation.shown());
      if (full < MANY) {
        return List.of(ratio.withGoal(GOAL), compiled);
      }
      return List.of(
          ratio, withoutCompilation(models, taken).withGoal(GOAL), compiled, heap(taken));
    }

    /** With the small project: the large one would take minutes and warm no other code. */
    private static void warmUp(Bench bench) throws IOException, InterruptedException, SQLException {
      int models = bench.models(1_000);
      bench.say("warming up, two turns of " + models + " models");
      turns(bench, models).take(2);
    }

    private static Turns turns(Bench bench, int models)
        throws IOException, InterruptedException, SQLException {
      return Turns.over(bench, new TinyProject(models).writeAnew(bench), Tier.STABLE);
    }

    private Figure withoutCompilation(int models, List<Turn> turns) {
      Times pairs = Times.of(turns, Turn::ratioWithoutCompilation);
      return Figure.stated(
          name(),
          models + " models, less cold compilation",
          pairs.median(),
          Figure.Unit.RATIO,
          "pairs " + pairs.shown());
    }

    private Figure heap(List<Turn> turns) {
      Times kept = Times.of(turns, Turn::heapKept);
      return Figure.stated(
              name(),
              "peak heap",
              Times.of(turns, Turn::heapUsed).largest(),
              Figure.Unit.MEGABYTES,
              String.format(
                  Locale.ROOT,
                  "garbage included, of at most %.0f MB; a collection left %.0f MB at most",
                  HeapWatch.limit(),
                  kept.largest()))
          .withGoal(HEAP_GOAL);
    }
  }

  private static Figure ratio(String name, String what, List<Turn> turns) {
    Times pairs = Times.of(turns, Turn::ratio);
    return Figure.stated(
        name,
        what,
        pairs.median(),
        Figure.Unit.RATIO,
        details(Times.of(turns, Turn::loop), Times.of(turns, Turn::build), pairs));
  }

  private static Figure frugal(String name, long models, List<Turn> turns) {
    Times pairs = Times.of(turns, Turn::frugalRatio);
    return Figure.stated(
        name,
        "… with one thread in the loop too for " + models + " models",
        pairs.median(),
        Figure.Unit.RATIO,
        details(Times.of(turns, Turn::frugalLoop), Times.of(turns, Turn::build), pairs));
  }

  private static String details(Times loop, Times build, Times pairs) {
    return "loop %s, Varve %s; pairs %s"
        .formatted(
            Figure.Unit.SECONDS.text(loop.median()),
            Figure.Unit.SECONDS.text(build.median()),
            pairs.shown());
  }
}
