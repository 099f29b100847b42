package dev.varve.activities.phase.project;

import dev.varve.planner.InputException;
import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Policy;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.Promise;
import dev.varve.planner.project.Tier;
import dev.varve.planner.project.parameter.Arguments;
import dev.varve.planner.project.table.GivenTables;
import dev.varve.workflows.BuildRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request put together with the project that it is for.
 *
 * @param parsed the project with the rows that this build was given for its tables.
 * @param tier of all models, whatever they say themselves.
 * @param problems what is wrong with the request.
 * @param complete whether it could be carried out if nothing else were wrong; else what is missing
 *     is stood for by something.
 */
public record RequestedBuild(
    ParsedProject parsed,
    Project project,
    Profile profile,
    Arguments arguments,
    Optional<Tier> tier,
    Policy policy,
    List<Problem> problems,
    boolean complete) {
  public RequestedBuild {
    Objects.requireNonNull(parsed);
    Objects.requireNonNull(project);
    Objects.requireNonNull(profile);
    Objects.requireNonNull(arguments);
    Objects.requireNonNull(tier);
    Objects.requireNonNull(policy);
    problems = List.copyOf(problems);
  }

  /**
   * What is asked for, as far as it can be had.
   *
   * @throws InputException when the project cannot be read at all
   */
  public static RequestedBuild of(ParsedProject written, BuildRequest request) {
    if (written.project().isEmpty()) {
      throw new InputException(written.problems());
    }
    GivenTables.Given given = GivenTables.in(written, request.parameters());
    ParsedProject parsed = given.project();
    Project project = parsed.project().orElseThrow();
    List<Problem> problems = new ArrayList<>(given.problems());
    Optional<Tier> tier = promise("--tier", request.tier(), Tier.class, problems);
    Optional<Policy> policy = promise("--policy", request.policy(), Policy.class, problems);
    Optional<Profile> profile = profile(project, request, problems);
    Optional<Arguments> arguments = arguments(parsed, project, request, problems);
    return new RequestedBuild(
        parsed,
        project,
        profile.orElse(Profile.PROD_FAST),
        arguments.orElse(new Arguments(new TreeMap<>())),
        tier,
        policy.orElse(project.defaults().policy()),
        problems,
        problems.isEmpty() && profile.isPresent() && arguments.isPresent());
  }

  private static <E extends Enum<E> & Promise> Optional<E> promise(
      String flag, String written, Class<E> type, List<Problem> problems) {
    Optional<E> choice =
        Optional.of(written).filter(name -> !name.isEmpty()).map(name -> Enum.valueOf(type, name));
    choice
        .flatMap(Promise::refusal)
        .ifPresent(
            refusal ->
                problems.add(
                    Problem.of(
                        Promise.Refusal.CODE,
                        flag + " " + written + ": " + refusal.why(),
                        refusal.instead())));
    return choice;
  }

  private static Optional<Profile> profile(
      Project project, BuildRequest request, List<Problem> problems) {
    String name = request.profile().isEmpty() ? project.defaults().profile() : request.profile();
    Optional<Profile> profile = Optional.ofNullable(project.profiles().get(name));
    if (profile.isEmpty()) {
      problems.add(
          Problem.of(
              "UNKNOWN_PROFILE",
              "There is no profile " + name + ".",
              Nearest.hint(name, project.profiles().keySet())
                  + "There are: "
                  + String.join(", ", project.profiles().keySet())
                  + "."));
    }
    return profile;
  }

  private static Optional<Arguments> arguments(
      ParsedProject parsed, Project project, BuildRequest request, List<Problem> problems) {
    try {
      return Optional.of(project.arguments(request.parameters(), ProcessEnvironment::lookup));
    } catch (InputException e) {
      // A declaration with a mistake, which is told, makes no good argument either.
      e.problems().stream()
          .filter(problem -> problem.place().isEmpty() || !parsed.faultyAsAWhole())
          .forEach(problems::add);
      return Optional.empty();
    }
  }
}
