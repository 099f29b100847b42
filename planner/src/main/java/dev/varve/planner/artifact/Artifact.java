package dev.varve.planner.artifact;

import dev.varve.planner.speak.Spoken;
import dev.varve.planner.speak.substrait.SubstraitPlan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A model in one form.
 *
 * @param gaps why it cannot be had in this form; none where there is content
 */
public record Artifact(ArtifactKind kind, ByteBuffer content, List<String> gaps) {
  public Artifact {
    content = content.asReadOnlyBuffer();
    gaps = List.copyOf(gaps);
  }

  static Artifact of(ArtifactKind kind, String text) {
    byte[] bytes = (text.strip() + "\n").getBytes(StandardCharsets.UTF_8);
    return new Artifact(kind, ByteBuffer.wrap(bytes), List.of());
  }

  /** A form that a model cannot be had in. */
  public static Artifact without(ArtifactKind kind, List<String> gaps) {
    return new Artifact(kind, ByteBuffer.allocate(0), gaps);
  }

  static Artifact of(ArtifactKind kind, String heading, Spoken spoken) {
    return spoken instanceof Spoken.Unsaid unsaid
        ? without(kind, unsaid.reasons())
        : of(kind, heading + ((Spoken.Text) spoken).sql());
  }

  static Artifact of(ArtifactKind kind, SubstraitPlan plan) {
    return new Artifact(kind, plan.bytes(), plan.gaps());
  }
}
