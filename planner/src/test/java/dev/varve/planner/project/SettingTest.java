package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.planner.Place;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingTest {
  private static final Place HERE = new Place("varve.yaml", 2, 12);
  private final Setting setting = new Setting("/${env:ROOT}/x/${env:ROOT}${env:USER}", HERE);

  @Test
  void variablesArePutInWhenAskedFor() {
    Setting.Resolved resolved =
        setting.resolve(name -> Optional.of(name.equals("ROOT") ? "s$cret\\" : "me"));
    assertThat(resolved.value()).isEqualTo("/s$cret\\/x/s$cret\\me");
  }

  @Test
  void whatAVariableHoldsIsNeverPrinted() {
    Setting.Resolved resolved = setting.resolve(name -> Optional.of("secret"));
    assertThat(resolved).hasToString("/${env:ROOT}/x/${env:ROOT}${env:USER}");
    assertThat(setting).hasToString("/${env:ROOT}/x/${env:ROOT}${env:USER}");
  }

  @Test
  void everyVariableThatIsNotSetIsTold() {
    assertThatThrownBy(() -> setting.resolve(name -> Optional.empty()))
        .hasMessage(
            """
            varve.yaml:2:12: VARIABLE_NOT_SET: The environment variable ROOT is not set. Set it \
            where the build runs, or write the value here.
            varve.yaml:2:12: VARIABLE_NOT_SET: The environment variable USER is not set. Set it \
            where the build runs, or write the value here.""");
  }

  @Test
  void aProjectTellsOfAllItsSettings() {
    Project project =
        ProjectText.configured(
                """
                project: shop
                warehouse: ${env:WAREHOUSE}
                sources: { raw.a: "${env:LAKE}/a.parquet" }
                """)
            .read();
    assertThat(project.unresolved(name -> Optional.empty()))
        .extracting(problem -> problem.place().orElseThrow().toString())
        .containsExactly("varve.yaml:2:12", "varve.yaml:3:19");
    assertThat(project.unresolved(name -> Optional.of("x"))).isEmpty();
    assertThat(project.sources().get("raw.a").path().isDeferred()).isTrue();
  }
}
