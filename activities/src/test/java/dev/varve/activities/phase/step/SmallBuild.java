package dev.varve.activities.phase.step;

import dev.varve.activities.phase.project.Discovered;
import dev.varve.activities.phase.project.DiscoveryArtifact;
import dev.varve.activities.phase.project.DiscoveryCaches;
import dev.varve.activities.phase.project.FrozenProject;
import dev.varve.activities.phase.project.FrozenProjects;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.planner.build.BuildPlan;
import dev.varve.planner.build.BuildPlanParser;
import dev.varve.planner.build.BuildSettings;
import dev.varve.planner.build.Decision;
import dev.varve.planner.build.DecisionKind;
import dev.varve.planner.build.ReasonCode;
import dev.varve.planner.build.StepUnits;
import dev.varve.planner.compile.CompileCache;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.CompiledModels;
import dev.varve.planner.compile.Compiler;
import dev.varve.planner.compile.CompilerSettings;
import dev.varve.planner.project.Policy;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import dev.varve.planner.project.Tier;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import dev.varve.storage.Publication;
import dev.varve.storage.Warehouse;
import dev.varve.storage.manifest.Manifest;
import dev.varve.storage.source.SourcePins;
import dev.varve.storage.staging.Attempt;
import dev.varve.storage.staging.StagingFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A build of one model over one file, planned and kept in a warehouse, with no workflow. */
final class SmallBuild {
  static final String ID = "build-2";
  static final String FILE = "data/orders.csv";
  private static final String CONFIGURATION =
      """
      project: shop
      sources:
        raw.orders: { path: data/orders.csv, columns: { id: BIGINT } }
      """;

  private final Path folder;
  private final OpenWarehouse warehouse;
  private final Attempt attempt;
  private final SourcePins pins = new SourcePins(new DiscoveryCaches(Optional.empty()));

  SmallBuild(Path root) throws IOException {
    folder = root.resolve("shop");
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(file(), "id\n1\n");
    Warehouse made = Warehouse.open(root.resolve("warehouse"));
    StagingFolders.create(made, 1);
    warehouse = OpenWarehouse.of(made, new Publication());
    attempt = Attempt.begin(made, 1, "test", 1);
  }

  Path file() {
    return folder.resolve(FILE);
  }

  SourcePins pins() {
    return pins;
  }

  /** Gives the environment a manifest, and returns its number. */
  long publish(String buildId) {
    return warehouse
        .environments()
        .publish(
            attempt,
            new Manifest(
                Manifest.FORMAT_VERSION,
                "dev",
                0,
                buildId,
                "shop",
                "2026-01-01T00:00:00Z",
                1,
                List.of(),
                List.of()))
        .number();
  }

  /** The digest of a plan that was compared with this manifest. */
  String plan(long manifest) {
    TreeMap<String, byte[]> texts = new TreeMap<>();
    texts.put("varve.yaml", CONFIGURATION.getBytes(StandardCharsets.UTF_8));
    texts.put("models/marts/ids.sql", "select id from raw.orders".getBytes(StandardCharsets.UTF_8));
    ProjectFiles files = new ProjectFiles(texts);
    Map<String, TableSchema> schemas =
        Map.of("raw.orders", new TableSchema(List.of(new Column("id", "BIGINT"))));
    Discovered discovered =
        new Discovered(
            folder.toString(),
            put(FrozenProject.encode(files)),
            Map.of("raw.orders", pins.pin("raw.orders", folder, FILE, false)),
            schemas,
            Map.of());
    List<CompiledModel> models;
    try (Compiler compiler = new Compiler(CompilerSettings.of("UTC"))) {
      models = compiler.compile(ProjectReader.read(files), schemas, CompileCache.NONE).models();
    }
    return put(
        BuildPlanParser.toJson(
            new BuildPlan(
                put(DiscoveryArtifact.toJson(discovered)),
                manifest,
                put(CompiledModels.toJson(models)),
                settings(),
                "prod_fast",
                Map.of(),
                List.of(
                    new BuildPlan.Entry(
                        "marts.ids",
                        Decision.of(DecisionKind.REBUILD, ReasonCode.FIRST_BUILD, "never built"),
                        Optional.of(models.get(0).plan()),
                        Optional.empty(),
                        Optional.empty())),
                List.of(0),
                List.of(new StepUnits.Unit(List.of(0), true, new TreeSet<>())))));
  }

  BuildContext load(String plan) {
    return BuildContext.load(warehouse, new FrozenProjects(), "dev", ID, plan);
  }

  private String put(byte[] artifact) {
    return warehouse.store().putArtifact(attempt, artifact).hex();
  }

  private static BuildSettings settings() {
    return new BuildSettings(
        ID,
        "lane 1",
        "UTC",
        Instant.parse("2026-01-01T00:00:00Z"),
        Map.of(),
        Tier.STABLE,
        Optional.empty(),
        Policy.CONSERVATIVE,
        false);
  }
}
