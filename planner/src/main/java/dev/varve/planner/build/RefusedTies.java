package dev.varve.planner.build;

import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.classify.Ties;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.Tier;
import dev.varve.planner.project.sql.SqlLexer;
import dev.varve.planner.project.sql.Token;
import dev.varve.planner.types.SqlNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Refuses models that choose among rows and leave open which of several is taken. The engine would
 * take one or the other by how the rows happen to lie, so that a table changed without a change of
 * its inputs' rows; only the tier FAST promises no more than that.
 */
public final class RefusedTies {
  /** More columns help nobody to find the one that is missing. */
  private static final int MOST_NAMED = 5;

  private final List<Problem> problems = new ArrayList<>();

  private RefusedTies() {}

  /** A compilation without such models, and without their readers. */
  public static Compilation check(
      Compilation compilation, Collection<ModelFile> files, Function<CompiledModel, Tier> tiers) {
    RefusedTies refused = new RefusedTies();
    Map<String, CompiledModel> undecided = new LinkedHashMap<>();
    for (CompiledModel model : compilation.models()) {
      // What is inline is judged in the table that it becomes a part of.
      if (!model.ties().isEmpty() && !model.inline() && tiers.apply(model) != Tier.FAST) {
        undecided.put(model.name(), model);
      }
    }
    if (undecided.isEmpty()) {
      return compilation;
    }
    for (ModelFile file : files) {
      CompiledModel model = undecided.get(file.name());
      if (model != null) {
        model.ties().forEach(ties -> refused.report(file, ties, tiers.apply(model)));
      }
    }
    return compilation.without(refused.problems);
  }

  private void report(ModelFile file, Ties ties, Tier tier) {
    String equal =
        ties.equal().isEmpty() ? "in what it is ordered by" : "in " + named(ties.equal());
    String apart = ties.apart().isEmpty() ? "" : " and differ in " + named(ties.apart());
    String more =
        ties.apart().isEmpty()
            ? "Add columns to its ORDER BY that tell all rows apart"
            : "Add to its ORDER BY what tells them apart, such as " + named(ties.apart());
    problems.add(
        new Problem(
            "TIES",
            ties.choice()
                + " leaves open which row is taken of those that are equal "
                + equal
                + apart
                + "; the tier "
                + tier
                + " takes the same one each time.",
            Optional.of(place(file, ties)),
            more
                + ", or declare the key of the table that is read if its columns are among these;"
                + " under the tier FAST any of them is taken.",
            Optional.of(file.name())));
  }

  private static String named(List<String> columns) {
    List<String> quoted = columns.stream().map(SqlNames::quote).toList();
    return quoted.size() <= MOST_NAMED
        ? String.join(", ", quoted)
        : String.join(", ", quoted.subList(0, MOST_NAMED))
            + " and "
            + (quoted.size() - MOST_NAMED)
            + " more";
  }

  /** Where the choice is written, if that is in one place only. */
  private static Place place(ModelFile file, Ties ties) {
    String text = file.sql().text();
    String word = ties.choice().split("[ (]", 2)[0];
    List<Token> found =
        SqlLexer.tokens(text).stream()
            .filter(token -> token.in(text).equalsIgnoreCase(word))
            .toList();
    return found.size() == 1 ? file.sql().positions().placeOf(found.get(0).start()) : file.place();
  }
}
