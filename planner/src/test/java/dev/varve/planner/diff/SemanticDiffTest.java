package dev.varve.planner.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.testing.ModelProject;
import dev.varve.planner.testing.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of each case of {@code diff/cases.txt}. */
class SemanticDiffTest {
  /** What the models of the list read. */
  private static final Map<String, String> TABLES =
      Map.of(
          "s.orders",
          "id INTEGER, customer INTEGER, amount DECIMAL(10,2), status VARCHAR, day DATE, tags VARCHAR[], weight DOUBLE",
          "s.customers",
          "id INTEGER, name VARCHAR, region VARCHAR",
          "s.regions",
          "region VARCHAR, country VARCHAR");

  private static final Map<String, String> VALUES = Map.of("since", "DATE '2024-01-01'");

  private static final List<String> TOLD = new ArrayList<>();

  record Case(String name, String before, String after, List<String> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String block : text().split("\n\n+", -1)) {
      List<String> lines = block.strip().lines().toList();
      cases.add(new Case(lines.get(0), lines.get(1), lines.get(2), lines.subList(3, lines.size())));
    }
    return cases.stream();
  }

  private static String text() {
    try (InputStream in = SemanticDiffTest.class.getResourceAsStream("/diff/cases.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aChangeIsToldAsItIs(Case written) {
    List<String> told = told(written.before, written.after);
    TOLD.add(
        String.join("\n", List.of(written.name, written.before, written.after))
            + "\n"
            + String.join("\n", told));
    assertThat(told).isEqualTo(written.expected);
  }

  /** What is told now, to be looked at and taken over where it is meant to differ. */
  @AfterAll
  static void write() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "golden"));
    Files.writeString(folder.resolve("diff-cases.txt"), String.join("\n\n", TOLD) + "\n");
  }

  private static List<String> told(String before, String after) {
    ModelDiff diff =
        Versions.of("m.m", Versions.between(project(before), VALUES, project(after), VALUES))
            .flatMap(ModelChange::diff)
            .orElseThrow();
    List<String> lines = new ArrayList<>(List.of(diff.category().name()));
    diff.columns().forEach(column -> lines.add(line(column)));
    diff.edits().forEach(edit -> lines.add(edit.sentence()));
    lines.addAll(diff.multiplying());
    lines.addAll(diff.doubts());
    return lines;
  }

  private static String line(ColumnChange column) {
    return switch (column.kind()) {
      case ADDED -> "+ " + shape(column.after().orElseThrow());
      case REMOVED -> "- " + shape(column.before().orElseThrow());
      case RENAMED -> "= " + column.before().orElseThrow().name() + " is now " + column.name();
      case RETYPED ->
          "t "
              + column.name()
              + " "
              + column.before().orElseThrow().type()
              + " → "
              + column.after().orElseThrow().type();
      case CHANGED ->
          "~ "
              + column.name()
              + ": "
              + column.before().orElseThrow().expression()
              + " → "
              + column.after().orElseThrow().expression();
    };
  }

  private static String shape(ColumnChange.Shape shape) {
    return shape.name() + " " + shape.type() + ": " + shape.expression();
  }

  private static ModelProject project(String text) {
    ModelProject project = new ModelProject().parameter("since", "DATE");
    TABLES.forEach(project::source);
    return project.model("m.m", text.replace("\\n", "\n"));
  }
}
