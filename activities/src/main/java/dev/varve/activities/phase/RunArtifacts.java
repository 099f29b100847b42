package dev.varve.activities.phase;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.varve.activities.phase.compile.ModelForms;
import dev.varve.activities.phase.compile.ProjectLook;
import dev.varve.activities.phase.project.FrozenProjects;
import dev.varve.activities.phase.project.RequestedBuild;
import dev.varve.activities.phase.step.BuildContext;
import dev.varve.activities.phase.step.BuiltKeys;
import dev.varve.activities.phase.step.StepOutcome;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.activities.phase.warehouse.StagedContent;
import dev.varve.planner.DeepStack;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.artifact.Artifact;
import dev.varve.planner.artifact.ArtifactKind;
import dev.varve.planner.artifact.ModelArtifacts;
import dev.varve.planner.artifact.Surroundings;
import dev.varve.planner.build.BuildPlan;
import dev.varve.planner.build.DecisionKind;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Profile;
import dev.varve.storage.StorageException;
import dev.varve.storage.staging.Attempt;
import dev.varve.workflows.BuildRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The models of a build in each of their forms, in its run bundle: a file for each form, a line for
 * each model. Nobody waits for it who did not ask.
 */
final class RunArtifacts {
  private static final int FORMAT_VERSION = 1;

  /** How many models are held in memory with their plans. */
  private static final int BATCH = 200;

  private static final String PREFIX = "artifacts-";
  private static final String SUFFIX = ".jsonl";
  private static final String HELD =
      "what it read of other tables was as the environment held it, and not as their models say now";
  private static final String NOT_UNDERSTOOD = "it could not be understood";
  private static final JsonFactory JSON = new JsonFactory();

  private final OpenWarehouse warehouse;
  private final FrozenProjects projects;
  private final ProjectLook look;

  RunArtifacts(OpenWarehouse warehouse, FrozenProjects projects, ProjectLook look) {
    this.warehouse = warehouse;
    this.projects = projects;
    this.look = look;
  }

  /**
   * Keeps what was asked for; before the environment holds what the build made, since it is
   * compared with what it holds.
   *
   * @return what there is, in words; nothing where nothing was asked for
   */
  Optional<String> keep(BuildRequest request, BuildContext build, Attempt attempt) {
    Optional<String> which = asked(request, build);
    if (which.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, Optional<Fingerprint>> models =
        wanted(build, which.get().equals(BuildRequest.ALL));
    if (models.isEmpty()) {
      return Optional.of("none: no model was rebuilt");
    }
    boolean there =
        warehouse
            .environments()
            .current(build.environment())
            .map(manifest -> manifest.buildId().equals(build.buildId()))
            .orElse(false);
    if (!there) {
      DeepStack.call(
          () -> {
            write(request, build, models, attempt);
            return models;
          });
    }
    return Optional.of(
        (models.size() == 1 ? "1 model" : models.size() + " models")
            + " in "
            + ArtifactKind.values().length
            + " forms, "
            + PREFIX
            + "*"
            + SUFFIX);
  }

  /** The request, else the project's default, else the profile. */
  private static Optional<String> asked(BuildRequest request, BuildContext build) {
    Optional<String> said =
        Optional.of(request.artifacts())
            .filter(which -> !which.isEmpty())
            .or(
                () ->
                    build
                        .project()
                        .defaults()
                        .artifacts()
                        .map(which -> which.name().toLowerCase(Locale.ROOT)));
    if (said.isPresent()) {
      return said.filter(which -> !which.equals(BuildRequest.NONE));
    }
    Profile profile = build.project().profiles().get(build.plan().profile());
    return profile.explain() == Profile.Explain.FULL
        ? Optional.of(BuildRequest.CHANGED)
        : Optional.empty();
  }

  /** With the plan that each was built by, as far as it is known. */
  private static SortedMap<String, Optional<Fingerprint>> wanted(BuildContext build, boolean all) {
    TreeMap<String, Optional<Fingerprint>> wanted = new TreeMap<>();
    for (BuildPlan.Entry entry : build.plan().entries()) {
      if (all && entry.decision().kind() != DecisionKind.REMOVED) {
        wanted.put(entry.name(), entry.plan());
      }
    }
    for (int ordinal = 0; ordinal < build.plan().steps().size(); ordinal++) {
      Optional<DecisionKind> ended =
          build.outcome(ordinal).map(StepOutcome::decision).map(decision -> decision.kind());
      // What failed is what somebody will look into.
      if (ended.isPresent()
          && (ended.get() == DecisionKind.REBUILD || ended.get() == DecisionKind.FAIL)) {
        BuildPlan.Entry entry = build.plan().step(ordinal);
        wanted.put(entry.name(), entry.plan());
      }
    }
    return wanted;
  }

  private void write(
      BuildRequest request,
      BuildContext build,
      SortedMap<String, Optional<Fingerprint>> models,
      Attempt attempt) {
    Path run = warehouse.warehouse().run(build.buildId());
    Map<Path, Path> files = new LinkedHashMap<>();
    Map<ArtifactKind, JsonGenerator> open = new LinkedHashMap<>();
    try (ModelForms forms = forms(request, build)) {
      for (ArtifactKind kind : ArtifactKind.values()) {
        Path staged = attempt.scratch(PREFIX + kind.word());
        files.put(staged, run.resolve(PREFIX + kind.word() + SUFFIX));
        JsonGenerator json =
            JSON.createGenerator(StagedContent.open(attempt, staged), JsonEncoding.UTF8);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        open.put(kind, json);
        heading(kind, build, models.size(), json);
      }
      List<String> names = List.copyOf(models.keySet());
      for (int from = 0; from < names.size(); from += BATCH) {
        List<String> some = names.subList(from, Math.min(from + BATCH, names.size()));
        Map<String, UnderstoodModel> understood = new LinkedHashMap<>();
        forms.study().understand(some).forEach(m -> understood.put(m.model().name(), m));
        for (String name : some) {
          Function<ArtifactKind, Artifact> made =
              made(Optional.ofNullable(understood.get(name)), models.get(name), forms);
          for (Map.Entry<ArtifactKind, JsonGenerator> file : open.entrySet()) {
            line(name, made.apply(file.getKey()), file.getValue());
          }
        }
      }
    } catch (IOException e) {
      throw StorageException.of("write", attempt.folder(), e);
    } finally {
      close(open.values().stream().toList(), attempt);
    }
    StagedContent.replaceAll(warehouse, files);
  }

  private static void close(List<JsonGenerator> open, Attempt attempt) {
    try {
      for (JsonGenerator json : open) {
        json.close();
      }
    } catch (IOException e) {
      throw StorageException.of("write", attempt.folder(), e);
    }
  }

  private static Function<ArtifactKind, Artifact> made(
      Optional<UnderstoodModel> model, Optional<Fingerprint> built, ModelForms forms) {
    if (model.isEmpty()) {
      return kind -> Artifact.without(kind, List.of(NOT_UNDERSTOOD));
    }
    if (built.isPresent() && !built.get().equals(model.get().model().plan())) {
      return kind -> Artifact.without(kind, List.of(HELD));
    }
    ModelArtifacts artifacts = forms.of(model.get());
    return artifacts::of;
  }

  private ModelForms forms(BuildRequest request, BuildContext build) {
    ParsedProject written = projects.of(warehouse, build.discovered().files());
    ParsedProject parsed = RequestedBuild.of(written, request).parsed();
    BuiltKeys keys = new BuiltKeys(build);
    return look.forms(
        warehouse,
        parsed,
        build.discovered(),
        build.environment(),
        build.plan().settings().literals(),
        study ->
            model ->
                model.model().inline()
                    ? Surroundings.Settings.unknown(ModelForms.NO_STEP)
                    : Surroundings.Settings.of(
                        keys.of(model.model()), profile(build, model.model()), study.versions()));
  }

  private static Profile profile(BuildContext build, CompiledModel model) {
    return build.project().profiles().get(model.profile().orElse(build.plan().profile()));
  }

  private static void heading(ArtifactKind kind, BuildContext build, int models, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("formatVersion", FORMAT_VERSION);
    json.writeStringField("form", kind.word());
    json.writeStringField("file", kind.file());
    json.writeStringField("buildId", build.buildId());
    json.writeNumberField("models", models);
    json.writeEndObject();
  }

  /** What is no text is written as base64. */
  private static void line(String model, Artifact artifact, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", model);
    if (!artifact.gaps().isEmpty()) {
      json.writeArrayFieldStart("gaps");
      for (String gap : artifact.gaps()) {
        json.writeString(gap);
      }
      json.writeEndArray();
    } else {
      Optional<String> text = text(artifact.content());
      if (text.isPresent()) {
        json.writeStringField("text", text.get());
      } else {
        byte[] bytes = new byte[artifact.content().remaining()];
        artifact.content().duplicate().get(bytes);
        json.writeBinaryField("base64", bytes);
      }
    }
    json.writeEndObject();
  }

  private static Optional<String> text(ByteBuffer content) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(content.duplicate()).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
