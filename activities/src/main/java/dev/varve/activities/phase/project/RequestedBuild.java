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

/** A request put together with the project that it is for. */
public record RequestedBuild(Project project, Profile profile, Arguments arguments, Policy policy) {
  public RequestedBuild {
    Objects.requireNonNull(project);
    Objects.requireNonNull(profile);
    Objects.requireNonNull(arguments);
    Objects.requireNonNull(policy);
  }

  /**
   * What is asked for, when it can be had.
   *
   * @throws InputException with all that is wrong with the request and with the project
   */
  public static RequestedBuild of(ParsedProject parsed, BuildRequest request) {
    List<Problem> problems = new ArrayList<>();
    Optional<Policy> policy = policy(request, problems);
    Optional<Profile> profile = parsed.project().flatMap(p -> profile(p, request, problems));
    Optional<Arguments> arguments = parsed.project().flatMap(p -> arguments(p, request, problems));
    if (!problems.isEmpty() || parsed.project().isEmpty()) {
      problems.addAll(parsed.problems());
      throw new InputException(problems);
    }
    Project project = parsed.project().get();
    return new RequestedBuild(
        project,
        profile.orElseThrow(),
        arguments.orElseThrow(),
        policy.orElse(project.defaults().policy()));
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
      Project project, BuildRequest request, List<Problem> problems) {
    try {
      return Optional.of(
          Arguments.of(project.parameters(), request.parameters(), ProcessEnvironment::lookup));
    } catch (InputException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }
}
