package dev.varve.planner.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.Problem;
import dev.varve.planner.build.Knowledge.CurrentTable;
import dev.varve.planner.classify.OutputOrder;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.compile.PlanPath;
import dev.varve.planner.compile.Trims;
import dev.varve.planner.project.ModelHeader;
import dev.varve.planner.project.Policy;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Tier;
import dev.varve.planner.types.StoredType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BuildDecisionsTest {
  private static final BuildSettings SETTINGS = settings(false);

  private final World world = new World();
  private CompiledModel orders = model("staging.orders", "1", ResultClass.EXACT, source());
  private CompiledModel revenue =
      model("marts.revenue", "2", ResultClass.EXACT, table("staging.orders", "amount"));

  @Test
  void whatWasNeverBuiltIsRebuiltAndWhatReadsItWaits() {
    List<PlannedModel> planned = decide();

    assertDecision(planned.get(0), "rebuild", ReasonCode.FIRST_BUILD);
    assertDecision(planned.get(1), "rebuild", ReasonCode.INPUT_WILL_CHANGE);
    assertThat(planned.get(0).key()).isPresent();
    assertThat(planned.get(1).key()).isEmpty();
    assertThat(planned.get(1).decision().reason().changed()).containsExactly("staging.orders");
  }

  @Test
  void whatDidNotChangeIsSkipped() {
    build();

    assertThat(decide())
        .allSatisfy(model -> assertDecision(model, "skip", ReasonCode.UP_TO_DATE))
        .allSatisfy(model -> assertThat(model.change()).contains(PlannedModel.Change.NONE));
  }

  @Test
  void aNewFileRebuildsWhatReadsTheSource() {
    build();
    world.sourceContent = "other";

    List<PlannedModel> planned = decide();

    assertDecision(planned.get(0), "rebuild", ReasonCode.SOURCE_CHANGED);
    assertThat(planned.get(0).decision().reason().message())
        .isEqualTo("source raw.orders has 1 new file");
    assertDecision(planned.get(1), "rebuild", ReasonCode.INPUT_WILL_CHANGE);
  }

  @Test
  void aChangedQueryWhoseResultIsInTheStoreIsReusedAndItsReadersKnowAtOnce() {
    build();
    orders = model("staging.orders", "3", ResultClass.EXACT, source());
    StepKey key = key(orders);
    world.stored.put(key.fingerprint(), contents("changed", "day"));

    List<PlannedModel> planned = decide();

    assertDecision(planned.get(0), "reuse", ReasonCode.IN_STORE);
    assertThat(planned.get(0).change()).contains(PlannedModel.Change.CHANGED);
    assertDecision(planned.get(1), "rebuild", ReasonCode.INPUT_CHANGED);
    assertThat(planned.get(1).decision().reason().message())
        .isEqualTo("in staging.orders changed amount");
  }

  @Test
  void aReaderOfColumnsThatCameOutEqualIsSkipped() {
    build();
    orders = model("staging.orders", "3", ResultClass.EXACT, source());
    world.stored.put(key(orders).fingerprint(), contents("amount", "changed"));

    assertDecision(decide().get(1), "skip", ReasonCode.UP_TO_DATE);
  }

  @Test
  void damagedFilesAreTakenFromTheStoreOrRebuilt() {
    build();
    world.intact = false;
    assertDecision(decide().get(0), "rebuild", ReasonCode.FILES_CHANGED);

    world.stored.put(key(orders).fingerprint(), contents("amount", "day"));
    assertDecision(decide().get(0), "reuse", ReasonCode.FILES_CHANGED);
  }

  @Test
  void aVolatileModelIsNeverSkipped() {
    orders = model("staging.orders", "1", ResultClass.VOLATILE, source());
    build();

    List<PlannedModel> planned =
        decisions(settings(false, "another build")).decide(compilation(), n -> true, names());

    assertDecision(planned.get(0), "rebuild", ReasonCode.VOLATILE);
  }

  @Test
  void aForcedBuildAsksNobody() {
    build();

    assertThat(decisions(settings(true)).decide(compilation(), n -> true, names()))
        .hasSize(2)
        .allSatisfy(model -> assertDecision(model, "rebuild", ReasonCode.FORCED));
  }

  @Test
  void anUnselectedInputIsWhatTheManifestHolds() {
    build();
    orders = model("staging.orders", "3", ResultClass.EXACT, source());

    List<PlannedModel> planned = decide("marts.revenue");

    assertThat(planned).hasSize(1);
    assertDecision(planned.get(0), "skip", ReasonCode.UP_TO_DATE);
  }

  @Test
  void anUnselectedInputThatWasNeverBuiltBlocks() {
    List<PlannedModel> planned = decide("marts.revenue");

    assertDecision(planned.get(0), "blocked", ReasonCode.INPUT_NOT_BUILT);
    assertThat(planned.get(0).decision().reason().message())
        .isEqualTo("staging.orders was never built and is not selected");
  }

  @Test
  void anUnselectedInputCountsAsTheManifestHasItEvenWhenItIsNotCompiled() {
    build();

    List<PlannedModel> planned =
        decisions(SETTINGS)
            .decide(
                new Compilation(
                    List.of(revenue), List.of(), Map.of(), Map.of(), Map.of(), Trims.NONE),
                "marts.revenue"::equals,
                names());

    assertThat(planned).hasSize(1);
    assertDecision(planned.get(0), "skip", ReasonCode.UP_TO_DATE);
  }

  @Test
  void aDeletedModelIsRemovedAndAnInvalidOneStays() {
    build();
    SortedSet<String> names = new TreeSet<>(List.of("staging.orders"));

    List<PlannedModel> planned =
        decisions(SETTINGS)
            .decide(
                new Compilation(
                    List.of(orders), List.of(), Map.of(), Map.of(), Map.of(), Trims.NONE),
                n -> true,
                names);

    assertThat(planned)
        .extracting(PlannedModel::name)
        .containsExactly("staging.orders", "marts.revenue");
    assertDecision(planned.get(1), "removed", ReasonCode.MODEL_DELETED);
  }

  @Test
  void anErrorFailsItsModelAndBlocksItsReaders() {
    Problem problem = Problem.of("UNKNOWN_COLUMN", "There is no column x.", "").ofModel("a.b");

    List<PlannedModel> planned =
        decisions(SETTINGS)
            .decide(
                new Compilation(
                    List.of(orders),
                    List.of(problem),
                    Map.of(),
                    Map.of("a.c", "a.b"),
                    Map.of(),
                    Trims.NONE),
                n -> true,
                names());

    assertDecision(planned.get(0), "fail", ReasonCode.INVALID);
    assertDecision(planned.get(1), "blocked", ReasonCode.INPUT_FAILED);
    assertDecision(planned.get(2), "rebuild", ReasonCode.FIRST_BUILD);
  }

  private static void assertDecision(PlannedModel model, String word, ReasonCode code) {
    assertThat(model.decision().kind().word()).as(model.name()).isEqualTo(word);
    assertThat(model.decision().reason().code()).as(model.name()).isEqualTo(code);
  }

  private List<PlannedModel> decide() {
    return decisions(SETTINGS).decide(compilation(), n -> true, names());
  }

  private List<PlannedModel> decide(String only) {
    return decisions(SETTINGS).decide(compilation(), only::equals, names());
  }

  private BuildDecisions decisions(BuildSettings settings) {
    return new BuildDecisions(settings, keys(settings), world, true, Set.of());
  }

  private Compilation compilation() {
    return new Compilation(
        List.of(orders, revenue), List.of(), Map.of(), Map.of(), Map.of(), Trims.NONE);
  }

  private static SortedSet<String> names() {
    return new TreeSet<>(List.of("staging.orders", "marts.revenue"));
  }

  /** As if both had been built as they are. */
  private void build() {
    for (CompiledModel model : List.of(orders, revenue)) {
      StepKey key = key(model);
      world.tables.put(
          model.name(),
          new CurrentTable(
              model.name(),
              key.fingerprint(),
              key.ingredients(),
              model.plan(),
              model.schema(),
              contents("amount", "day"),
              Optional.empty()));
    }
  }

  private StepKey key(CompiledModel model) {
    return keys(SETTINGS).key(model, input -> Optional.of(inputContents(input))).orElseThrow();
  }

  private InputContents inputContents(InputUse input) {
    return input.isSource()
        ? world.source(input.table())
        : new InputContents.OfTable(contents("amount", "day"));
  }

  private static StepKeys keys(BuildSettings settings) {
    return new StepKeys(settings, model -> Profile.PROD_FAST);
  }

  private static TableContents contents(String amount, String day) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("amount", amount);
    columns.put("day", day);
    return new TableContents(10, amount + day, columns);
  }

  private static InputUse source() {
    return new InputUse("raw.orders", true, List.of(), true);
  }

  private static InputUse table(String name, String column) {
    return new InputUse(name, false, List.of(column), false);
  }

  private static CompiledModel model(
      String name, String plan, ResultClass resultClass, InputUse input) {
    return new CompiledModel(
        name,
        "models/" + name + ".sql",
        "select 1",
        Fingerprint.of(plan.getBytes(StandardCharsets.UTF_8)),
        Fingerprint.of(plan.getBytes(StandardCharsets.UTF_8)),
        PlanPath.ALGEBRA,
        resultClass,
        false,
        List.of(
            new OutputColumn(
                "amount", "BIGINT", new StoredType("BIGINT", "\"long\"", false), false)),
        List.of(input),
        OutputOrder.ENGINE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        Optional.empty(),
        Optional.empty(),
        ModelHeader.Kind.TABLE,
        List.of(),
        List.of());
  }

  private static BuildSettings settings(boolean rebuild) {
    return settings(rebuild, "build");
  }

  private static BuildSettings settings(boolean rebuild, String buildId) {
    return new BuildSettings(
        buildId,
        "lane 1",
        "UTC",
        Instant.parse("2026-01-02T03:04:05Z"),
        Map.of(),
        Tier.STABLE,
        Optional.empty(),
        Policy.CONSERVATIVE,
        rebuild);
  }
}
