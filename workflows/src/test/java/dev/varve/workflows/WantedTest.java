package dev.varve.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WantedTest {
  private static final BuildRequest REQUEST =
      new BuildRequest(
          "/shop",
          "dev",
          List.of("a", "b"),
          "prod_fast",
          "fast",
          "always",
          Map.of("n", "1"),
          "2026-01-31T06:00:00Z",
          false,
          "wait",
          false,
          null);

  static Stream<BuildRequest> sameWishes() {
    return Stream.of(
        request("dev", List.of("b", "a", "b"), "prod_fast", "FAST", "2026-01-31T07:00:00+01:00"),
        REQUEST.with(new Limits(1, 1, 1, 1, 1)),
        request("dev", List.of("a", "b"), "prod_fast", "fast", "2026-01-31T06:00:00.000Z"));
  }

  static Stream<BuildRequest> otherWishes() {
    return Stream.of(
        request("prod", List.of("a", "b"), "prod_fast", "fast", "2026-01-31T06:00:00Z"),
        request("dev", List.of("a"), "prod_fast", "fast", "2026-01-31T06:00:00Z"),
        request("dev", List.of("a", "b"), "", "fast", "2026-01-31T06:00:00Z"),
        request("dev", List.of("a", "b"), "prod_fast", "", "2026-01-31T06:00:00Z"),
        request("dev", List.of("a", "b"), "prod_fast", "fast", ""),
        build("", "1", false),
        build("always", "2", false),
        build("always", "1", true));
  }

  @ParameterizedTest
  @MethodSource("sameWishes")
  void orderSpellingAndPatienceChangeNothing(BuildRequest other) {
    assertThat(other.wanted()).isEqualTo(REQUEST.wanted());
  }

  @ParameterizedTest
  @MethodSource("otherWishes")
  void whateverCanChangeAResultChangesTheWish(BuildRequest other) {
    assertThat(other.wanted()).isNotEqualTo(REQUEST.wanted());
  }

  /** Starts another way when it is busy, which is no matter of what is wanted. */
  private static BuildRequest request(
      String environment, List<String> select, String profile, String tier, String time) {
    return new BuildRequest(
        "/shop",
        environment,
        select,
        profile,
        tier,
        "always",
        Map.of("n", "1"),
        time,
        false,
        "attach",
        true,
        null);
  }

  private static BuildRequest build(String policy, String n, boolean rebuild) {
    return new BuildRequest(
        "/shop",
        "dev",
        List.of("a", "b"),
        "prod_fast",
        "fast",
        policy,
        Map.of("n", n),
        "2026-01-31T06:00:00Z",
        rebuild,
        "",
        false,
        null);
  }
}
