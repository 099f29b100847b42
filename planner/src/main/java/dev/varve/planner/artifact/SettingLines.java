package dev.varve.planner.artifact;

import dev.varve.planner.explain.ExplainedKey;
import dev.varve.planner.project.Profile;
import java.util.Locale;

/** All that a step's key is made of, then what decides beside it, one thing a line. */
final class SettingLines {
  private SettingLines() {}

  static String of(Surroundings.Settings settings) {
    StringBuilder text = new StringBuilder();
    ExplainedKey key = settings.key();
    text.append("key ").append(key.fingerprint().map(f -> f.hex()).orElse("not known yet"));
    text.append('\n');
    for (ExplainedKey.Part part : key.parts()) {
      text.append(part.kind().name().toLowerCase(Locale.ROOT)).append(' ').append(part.name());
      text.append(part.value().map(value -> " = " + value).orElse(" not known: " + part.why()));
      text.append('\n');
    }
    settings.profile().ifPresent(profile -> write(profile, text));
    settings.versions().forEach(version -> text.append("version ").append(version).append('\n'));
    return text.toString();
  }

  /** Only what is a setting above is in the key. */
  private static void write(Profile profile, StringBuilder text) {
    text.append("profile ").append(profile.name()).append(" version ").append(profile.version());
    text.append("\nprofile threads = ").append(profile.threads());
    text.append("\nprofile memory_limit_bytes = ").append(profile.memoryLimitBytes());
    text.append("\nprofile parallel_steps = ").append(profile.parallelSteps());
    text.append("\nprofile spill_limit_bytes = ").append(profile.spillLimitBytes());
    text.append("\nprofile explain = ").append(profile.explain()).append('\n');
  }
}
