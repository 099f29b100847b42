package dev.varve.activities.phase.project;

import dev.varve.planner.InputException;
import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.project.Arguments;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Policy;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Project;
import dev.varve.workflows.BuildRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request put together with the project that it is for.
 *
 * @param problems what is wrong with the request.
 * @param complete whether it could be carried out if nothing else were wrong; else what is missing
 *     is stood for by something.
 */
public record RequestedBuild(
    Project project,
    Profile profile,
    Arguments arguments,
    Policy policy,
    List<Problem> problems,
    boolean complete) {
  public RequestedBuild {
    Objects.requireNonNull(project);
    Objects.requireNonNull(profile);
    Objects.requireNonNull(arguments);
    Objects.requireNonNull(policy);
    problems = List.copyOf(problems);
  }

  /**
   * What is asked for, as far as it can be had.
   *
   * @throws InputException when the project cannot be read at all
   */
  public static RequestedBuild of(ParsedProject parsed, BuildRequest request) {
    Project project = parsed.project().orElseThrow(() -> new InputException(parsed.problems()));
    List<Problem> problems = new ArrayList<>();
    Optional<Policy> policy = policy(request, problems);
    Optional<Profile> profile = profile(project, request, problems);
    Optional<Arguments> arguments = arguments(parsed, project, request, problems);
    return new RequestedBuild(
        project,
        profile.orElse(Profile.PROD_FAST),
        arguments.orElse(new Arguments(new TreeMap<>())),
        policy.orElse(project.defaults().policy()),
        problems,
        problems.isEmpty() && profile.isPresent() && arguments.isPresent());
  }

  private static Optional<Policy> policy(BuildRequest request, List<Problem> problems) {
    Optional<Policy> policy =
        Optional.of(request.policy()).filter(name -> !name.isEmpty()).map(Policy::valueOf);
    policy
        .flatMap(Policy::refusal)
        .ifPresent(
            why ->
                problems.add(
                    Problem.of(
                        "NOT_SUPPORTED",
                        "--policy " + request.policy() + ": " + why,
                        Policy.INSTEAD)));
    return policy;
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
      return Optional.of(
          Arguments.of(project.parameters(), request.parameters(), ProcessEnvironment::lookup));
    } catch (InputException e) {
      // A declaration with a mistake, which is told, makes no good argument either.
      e.problems().stream()
          .filter(problem -> problem.place().isEmpty() || !parsed.faultyAsAWhole())
          .forEach(problems::add);
      return Optional.empty();
    }
  }
}
