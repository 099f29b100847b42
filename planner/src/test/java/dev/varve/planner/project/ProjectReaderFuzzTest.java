package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is written, it is either right or told where it is wrong. */
class ProjectReaderFuzzTest {
  private static final String CONFIGURATION =
      """
      project: shop
      sources:
        raw.orders: { path: "data/*.csv", columns: { id: BIGINT }, options: { header: true } }
      params: { since: { type: DATE, default: 2024-01-01 } }
      defaults: { tier: STABLE }
      profiles: { night: { base: prod_fast, memory_limit: 4GB } }
      """;
  private static final String MODEL =
      """
      /* varve
      tags: [daily]
      key: [id]
      order_by: id desc nulls first
      columns: { id: { type: BIGINT, not_null: true } }
      */
      select id, 'it''s' as s, "q" -- c
      from raw.orders where d >= $since;
      """;
  private static final List<String> PIECES =
      List.of(
          "\t", "\n", "\r", " ", ":", "{", "}", "[", "]", "'", "\"", "$", "*", "/*", "*/", "&a ",
          "*a", "!", "%", "|", ">", "#", "-", "---", "? ", "${env:", "0", "é", "😀", "\uFEFF",
          "\u0085", "\u2028", "\0", ";", "\\", "@", "`", ",", "~", "<<: ");

  @Test
  void everyProblemIsInsideItsFile() {
    Random random = new Random(11);
    for (int round = 0; round < 1_500; round++) {
      String configuration = round % 2 == 0 ? mutated(CONFIGURATION, random) : CONFIGURATION;
      String model = round % 2 == 1 ? mutated(MODEL, random) : MODEL;
      ParsedProject parsed =
          ProjectText.configured(configuration).with("models/marts/m.sql", model).parse();
      assertThat(parsed.project().isPresent() || !parsed.problems().isEmpty()).isTrue();
      for (Problem problem : parsed.problems()) {
        Place place = problem.place().orElseThrow();
        String text = place.file().equals("varve.yaml") ? configuration : model;
        assertThat(place.line())
            .as(problem + " in " + text)
            .isLessThanOrEqualTo(1 + (int) text.lines().count());
        assertThat(problem.mend()).isNotBlank();
      }
    }
  }

  private static String mutated(String text, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int edits = random.nextInt(3); edits >= 0; edits--) {
      int at = random.nextInt(mutated.length());
      switch (random.nextInt(3)) {
        case 0 -> mutated.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> mutated.delete(at, Math.min(mutated.length(), at + 1 + random.nextInt(4)));
        default -> mutated.replace(at, at + 1, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return mutated.toString();
  }
}
