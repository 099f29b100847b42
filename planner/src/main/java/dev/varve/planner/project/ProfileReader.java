package dev.varve.planner.project;

import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.project.yaml.YamlFields;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import dev.varve.planner.project.yaml.YamlValue.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a project's own profile: a built-in one with some values replaced. */
final class ProfileReader {
  private static final List<String> KEYS =
      List.of(
          "base",
          "threads",
          "memory_limit",
          "parallel_steps",
          "spill_limit",
          "row_group_rows",
          "explain");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})\\s*([KMGT])(i?)B");

  private final List<Problem> problems;

  ProfileReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** The profile as far as it could be read. */
  Profile read(Entry entry) {
    List<String> builtIn = Profile.BUILT_IN.stream().map(Profile::name).toList();
    if (builtIn.contains(entry.key())) {
      problems.add(
          Problem.at(
              entry.keyPlace(),
              "DUPLICATE_NAME",
              "The profile " + entry.key() + " is built in and cannot be changed.",
              "Give it another name and write base: " + entry.key() + "."));
      return Profile.PROD_FAST;
    }
    if (!(entry.value() instanceof Entries entries)) {
      problems.add(
          Problem.at(
              entry.value().place(),
              "WRONG_TYPE",
              "The profile "
                  + entry.key()
                  + " is "
                  + entry.value().described()
                  + ", not keys with values.",
              "Write what it is based on and what differs: { base: prod_fast, threads: 4 }."));
      return Profile.PROD_FAST;
    }
    YamlFields fields = new YamlFields("profile " + entry.key(), entries, KEYS, Map.of(), problems);
    String baseName = known(fields, "base", builtIn).orElse(Profile.PROD_FAST.name());
    Profile base =
        Profile.BUILT_IN.stream().filter(p -> p.name().equals(baseName)).findFirst().orElseThrow();
    return new Profile(
        entry.key(),
        base.version(),
        threads(fields).orElse(base.threads()),
        size(fields, "memory_limit").orElse(base.memoryLimitBytes()),
        fields.number("parallel_steps", 1).orElse(base.parallelSteps()),
        size(fields, "spill_limit").orElse(base.spillLimitBytes()),
        fields.number("row_group_rows", 1).orElse(base.rowGroupRows()),
        fields.choice("explain", Profile.Explain.class).orElse(base.explain()));
  }

  /** The name of a profile that exists. */
  static Optional<String> known(YamlFields fields, String key, Collection<String> profiles) {
    return fields
        .text(key)
        .filter(
            name -> {
              if (!profiles.contains(name)) {
                fields.report(
                    fields.placeOf(key),
                    "UNKNOWN_PROFILE",
                    "There is no profile " + name + " here.",
                    Nearest.hint(name, profiles)
                        + "It is one of: "
                        + String.join(", ", profiles)
                        + ".");
              }
              return profiles.contains(name);
            });
  }

  private static Optional<Integer> threads(YamlFields fields) {
    return fields.text("threads").filter("all"::equals).isPresent()
        ? Optional.of(0)
        : fields.number("threads", 1);
  }

  private static OptionalLong size(YamlFields fields, String key) {
    Optional<String> text = fields.text(key);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    Matcher size = SIZE.matcher(text.get());
    if (!size.matches() || Long.parseLong(size.group(1)) == 0) {
      fields.badValue(
          key, "\"" + text.get() + "\" is not a size.", "Write one such as 4GB or 512MiB.");
      return OptionalLong.empty();
    }
    long unit = size.group(3).isEmpty() ? 1000 : 1024;
    long bytes = Long.parseLong(size.group(1));
    for (int power = "KMGT".indexOf(size.group(2)); power >= 0; power--) {
      bytes *= unit;
    }
    return OptionalLong.of(bytes);
  }
}
