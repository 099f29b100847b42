package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.Verdict;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.workers.Varve;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether old and new are said to be the same, to differ on some rows, or neither. */
class DiffVerdictTest {
  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void buildOnce() {
    project = Projects.shop(folder.resolve("shop"));
    build(project);
  }

  @Test
  void aFilterThatTurnsOutStricterIsRefutedByARow() {
    project.model(
        "marts.days",
        "select day, count(*) as orders from staging.orders where amount >= 5 group by day");

    Verdict.Counterexample verdict =
        assertThat(verdict("marts.days", true)).get(type(Verdict.Counterexample.class)).actual();

    assertThat(verdict.text()).isEqualTo("Old and new give different rows on these tables.");
    assertThat(verdict.tables().stream().map(Verdict.Table::title))
        .containsExactly("staging.orders", "old result", "new result");
    assertThat(verdict.tables().get(0).rows()).hasSize(1);
    assertThat(verdict.tables().get(1).rows()).isNotEqualTo(verdict.tables().get(2).rows());
    assertThat(verdict.script()).contains("INSERT INTO \"staging\".\"orders\"", "amount >= 5");
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    project.model("marts.days", "select day, count(id) as orders from staging.orders group by day");

    assertThat(verdict("marts.days", true)).isPresent().isEqualTo(verdict("marts.days", true));
  }

  @Test
  void aNewColumnBesideOldOnesIsProvedToLeaveThem() {
    project.model(
        "staging.orders", "select id, customer, day, amount, amount * 2 as twice from raw.orders");

    assertThat(verdict("staging.orders", true).orElseThrow().answer()).isEqualTo("proved equal");
  }

  @Test
  void anotherValueEachTimeCannotBeCompared() {
    project.model(
        "marts.days", "select day, count(*) + random() as orders from staging.orders group by day");

    Verdict verdict = verdict("marts.days", true).orElseThrow();

    assertThat(verdict.answer()).isEqualTo("unknown");
    assertThat(verdict.text()).contains("The result is another one at each run.");
  }

  @Test
  void nothingIsSaidOfWhatWasNotSought() {
    project.model("marts.days", "select day, count(id) as orders from staging.orders group by day");

    assertThat(verdict("marts.days", false)).isEmpty();
  }

  private Optional<Verdict> verdict(String model, boolean search) {
    try (Varve varve = Embedded.open(Request.of(project))) {
      List<DiffReport.Model> models = varve.diff(List.of(model), "dev", "", search).models();
      assertThat(models).hasSize(1);
      return models.get(0).verdict();
    }
  }
}
