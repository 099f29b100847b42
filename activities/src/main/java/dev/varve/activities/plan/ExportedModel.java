package dev.varve.activities.plan;

import dev.varve.planner.artifact.Artifact;
import dev.varve.planner.artifact.ArtifactKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model in one of the forms in which it is handed out.
 *
 * @param form how a person names it
 * @param file the name of the file that it is kept in
 * @param content nothing where there are gaps
 * @param gaps why it cannot be had in this form
 */
public record ExportedModel(
    String model, String form, String file, ByteBuffer content, List<String> gaps) {
  public ExportedModel {
    gaps = List.copyOf(gaps);
  }

  /** How a person names the forms of a model. */
  public static List<String> forms() {
    return Stream.of(ArtifactKind.values()).map(ArtifactKind::word).toList();
  }

  static ExportedModel of(String model, Artifact artifact) {
    return new ExportedModel(
        model, artifact.kind().word(), artifact.kind().file(), artifact.content(), artifact.gaps());
  }
}
