package dev.varve.tests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What builds leave behind while they run. */
public final class RunBundles {
  private RunBundles() {}

  /** The ids of all builds of a warehouse. */
  public static List<String> ids(ProjectFolder project) {
    return folders(project).stream().map(folder -> folder.getFileName().toString()).toList();
  }

  /** The logical times of all builds of a warehouse, in the order of their ids. */
  public static List<String> logicalTimes(ProjectFolder project) {
    List<String> times = new ArrayList<>();
    for (Path run : folders(project)) {
      times.add(read(run.resolve("build.json")).get("logicalTime").asText());
    }
    return times;
  }

  /** The models that any build has come to an end with, and made usable. */
  public static SortedSet<String> endedModels(ProjectFolder project) {
    SortedSet<String> models = new TreeSet<>();
    outcomes(project).forEach(step -> models.add(step.get("model").asText()));
    return models;
  }

  /** How often the query of each model was run to an end that counted, in all builds together. */
  public static SortedMap<String, Integer> rebuilt(ProjectFolder project) {
    SortedMap<String, Integer> times = new TreeMap<>();
    for (JsonNode step : outcomes(project)) {
      if (step.get("decision").asText().equals("REBUILD")) {
        times.merge(step.get("model").asText(), 1, Integer::sum);
      }
    }
    return times;
  }

  private static List<JsonNode> outcomes(ProjectFolder project) {
    List<JsonNode> steps = new ArrayList<>();
    for (Path run : folders(project)) {
      for (Path plan : entries(run)) {
        if (plan.getFileName().toString().startsWith("outcomes-")) {
          for (Path outcomes : entries(plan)) {
            read(outcomes).get("steps").forEach(steps::add);
          }
        }
      }
    }
    return steps;
  }

  private static List<Path> folders(ProjectFolder project) {
    return entries(project.warehouse().resolve("_varve/runs"));
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return TemporalCli.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
