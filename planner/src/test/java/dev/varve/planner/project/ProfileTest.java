package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTest {
  @Test
  void switchingBetweenBuiltInProfilesRebuildsNothing() {
    assertThat(Profile.BUILT_IN)
        .extracting(Profile::keyFields)
        .containsOnly(Map.of("row_group_rows", "122880"));
  }

  @Test
  void onlyTheSizeOfRowGroupsIsPartOfAKey() {
    Project project =
        ProjectText.configured(
                """
                project: shop
                profiles:
                  fast:
                    base: dev_debug
                    threads: all
                    memory_limit: 512MiB
                    parallel_steps: 3
                    spill_limit: 1 TB
                    explain: none
                  small: { row_group_rows: 2048 }
                """)
            .read();
    assertThat(project.profiles().get("fast"))
        .isEqualTo(
            new Profile(
                "fast",
                Profile.DEV_DEBUG.version(),
                0,
                512L * 1024 * 1024,
                3,
                1_000_000_000_000L,
                122_880,
                Profile.Explain.NONE));
    assertThat(project.profiles().get("fast").keyFields()).isEqualTo(Profile.PROD_FAST.keyFields());
    assertThat(project.profiles().get("small").keyFields())
        .containsExactly(Map.entry("row_group_rows", "2048"));
  }
}
