package dev.varve.planner.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SmallerQueriesTest {
  @Test
  void leaveNothingButWhatShowsTheFault() {
    Drawn.Generator generator = new RandomRelations();
    Families families = new Families(generator, 4);
    List<Drawn> family = families.family(2);
    while (!family.stream().allMatch(query -> query.sql().contains("sum(a) s"))
        || family.get(0).sql().length() < 150) {
      family = families.family(2);
    }

    List<String> smaller =
        SmallerQueries.of(
            generator, family, texts -> texts.stream().allMatch(text -> text.contains("sum(a) s")));

    assertThat(smaller)
        .containsOnly(
            "select b, sum(a) s, count(*) n from (select t.a, u.b from t cross join (select b, a"
                + " from u where b > 0) u where t.a = u.a and t.b > 0) group by b having b >= 0");
  }

  @Test
  void areTheSameQueriesForTheSameChoices() {
    for (Drawn.Generator generator :
        List.of(
            new RandomQueries(),
            new RandomRelations(),
            new RandomTexts(),
            new RandomPredicates())) {
      for (Drawn drawn : new Families(generator, 9).family(20)) {
        assertThat(generator.query(Choices.again(drawn.shape()), Choices.again(drawn.form())))
            .isEqualTo(drawn.sql());
      }
    }
  }
}
