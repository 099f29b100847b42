package dev.varve.planner.artifact;

import dev.varve.planner.explain.ExplainedKey;
import dev.varve.planner.function.FunctionEntry;
import dev.varve.planner.project.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a model beside itself. A part is asked for only where a form needs it. */
public interface Surroundings {
  /** Of a model alone. */
  Surroundings NONE =
      new Surroundings() {
        @Override
        public Settings settings() {
          return Settings.unknown("no build of it was planned");
        }

        @Override
        public List<FunctionEntry> functions() {
          return List.of();
        }

        @Override
        public Map<String, Value> parameters() {
          return Map.of();
        }

        @Override
        public Difference difference() {
          return Difference.unknown("nothing is known to compare it with");
        }
      };

  /** A parameter's type and its value, which is only a digest where it may be a secret. */
  record Value(String type, String text) {}

  /**
   * What a build goes by.
   *
   * @param key with all that is hashed into it
   * @param profile under which the model runs
   * @param versions of all that decides what its text means
   * @param unknown why nothing is known of it; empty where it is
   */
  record Settings(
      ExplainedKey key, Optional<Profile> profile, List<String> versions, String unknown) {
    public Settings {
      versions = List.copyOf(versions);
    }

    public static Settings of(ExplainedKey key, Profile profile, List<String> versions) {
      return new Settings(key, Optional.of(profile), versions, "");
    }

    public static Settings unknown(String why) {
      return new Settings(ExplainedKey.NONE, Optional.empty(), List.of(), why);
    }
  }

  /** What a build of it goes by. */
  Settings settings();

  /** Every function that a model could call. */
  List<FunctionEntry> functions();

  /** What the parameters hold, by name. */
  Map<String, Value> parameters();

  /** How it differs from what an environment holds. */
  Difference difference();
}
