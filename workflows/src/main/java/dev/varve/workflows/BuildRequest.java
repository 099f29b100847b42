package dev.varve.workflows;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to build. Only {@code project} must be given; an empty text stands for the default.
 *
 * @param project the project's folder, as the workers see it
 * @param logicalTime ISO instant that the clock of the models shows
 * @param ifBusy refuse, wait or attach; by default a scheduled start waits and any other is refused
 * @param takeLease takes the environment's lease even where its holder may still be alive
 * @param artifacts which models' forms the run bundle keeps: none, changed or all; by default those
 *     that changed where the profile explains in full
 * @param carry from the previous run of the chain, null in a first run
 * @param problems what was wrong with the JSON; see {@link #faults}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BuildRequest(
    String project,
    String environment,
    List<String> select,
    String profile,
    String tier,
    String policy,
    Map<String, String> parameters,
    String logicalTime,
    boolean rebuild,
    String ifBusy,
    boolean takeLease,
    Carry carry,
    String artifacts,
    Limits limits,
    List<String> problems) {
  public static final String REFUSE = "refuse";
  public static final String WAIT = "wait";
  public static final String ATTACH = "attach";
  public static final String NONE = "none";
  public static final String CHANGED = "changed";
  public static final String ALL = "all";
  static final List<String> FIELDS =
      List.of(
          "project",
          "environment",
          "select",
          "profile",
          "tier",
          "policy",
          "parameters",
          "logicalTime",
          "rebuild",
          "ifBusy",
          "takeLease",
          "artifacts",
          "limits");

  public BuildRequest {
    project = requireNonNullElse(project, "");
    environment = requireNonNullElse(environment, "").isEmpty() ? "dev" : environment;
    select = select == null ? List.of() : List.copyOf(select);
    profile = requireNonNullElse(profile, "");
    tier = requireNonNullElse(tier, "").toUpperCase(Locale.ROOT);
    policy = requireNonNullElse(policy, "").toUpperCase(Locale.ROOT);
    parameters =
        parameters == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(parameters));
    logicalTime = requireNonNullElse(logicalTime, "");
    ifBusy = requireNonNullElse(ifBusy, "").toLowerCase(Locale.ROOT);
    artifacts = requireNonNullElse(artifacts, "").toLowerCase(Locale.ROOT);
    limits = limits == null ? Limits.DEFAULT : limits;
    problems = problems == null ? List.of() : List.copyOf(problems);
  }

  public BuildRequest(
      String project,
      String environment,
      List<String> select,
      String profile,
      String tier,
      String policy,
      Map<String, String> parameters,
      String logicalTime,
      boolean rebuild,
      String ifBusy,
      boolean takeLease,
      Carry carry) {
    this(
        project,
        environment,
        select,
        profile,
        tier,
        policy,
        parameters,
        logicalTime,
        rebuild,
        ifBusy,
        takeLease,
        carry,
        "",
        Limits.DEFAULT,
        List.of());
  }

  public static BuildRequest of(String project, String environment) {
    return new BuildRequest(
        project, environment, null, null, null, null, null, null, false, null, false, null);
  }

  @JsonCreator
  static BuildRequest read(
      @JsonProperty("project") Object project,
      @JsonProperty("environment") Object environment,
      @JsonProperty("select") Object select,
      @JsonProperty("profile") Object profile,
      @JsonProperty("tier") Object tier,
      @JsonProperty("policy") Object policy,
      @JsonProperty("parameters") Object parameters,
      @JsonProperty("logicalTime") Object logicalTime,
      @JsonProperty("rebuild") Object rebuild,
      @JsonProperty("ifBusy") Object ifBusy,
      @JsonProperty("takeLease") Object takeLease,
      @JsonProperty("carry") Carry carry,
      @JsonProperty("artifacts") Object artifacts,
      @JsonProperty("limits") Limits limits,
      @JsonProperty("problems") Object ignored,
      @JsonAnySetter Map<String, Object> unknown) {
    JsonFields fields = new JsonFields("", new ArrayList<>());
    fields.refuseUnknown(unknown, FIELDS);
    return new BuildRequest(
        fields.text("project", project),
        fields.text("environment", environment),
        fields.texts("select", select),
        fields.text("profile", profile),
        fields.text("tier", tier),
        fields.text("policy", policy),
        fields.arguments("parameters", parameters),
        fields.text("logicalTime", logicalTime),
        fields.flag("rebuild", rebuild),
        fields.text("ifBusy", ifBusy),
        fields.flag("takeLease", takeLease),
        carry,
        fields.text("artifacts", artifacts),
        limits,
        fields.problems());
  }

  /** Everything that is wrong with the request, each a sentence; empty when it can be built. */
  public List<String> faults() {
    return RequestCheck.faultsOf(this);
  }

  /**
   * What is to be built, as a text: environment, selection, profile, tier, policy, parameters, the
   * time that was asked for, and whether to rebuild. Of two requests with one text for one project,
   * either can stand for the other; how patient a request is does not matter.
   */
  public String wanted() {
    return Wanted.by(this);
  }

  public BuildRequest with(Carry next) {
    return with(next, artifacts, limits);
  }

  public BuildRequest withArtifacts(String which) {
    return with(carry, which, limits);
  }

  public BuildRequest with(Limits other) {
    return with(carry, artifacts, other);
  }

  private BuildRequest with(Carry next, String which, Limits other) {
    return new BuildRequest(
        project,
        environment,
        select,
        profile,
        tier,
        policy,
        parameters,
        logicalTime,
        rebuild,
        ifBusy,
        takeLease,
        next,
        which,
        other,
        problems);
  }
}
