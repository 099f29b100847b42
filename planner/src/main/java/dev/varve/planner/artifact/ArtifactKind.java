package dev.varve.planner.artifact;

import java.util.Arrays;
import java.util.Optional;

/** A form in which a model can be handed out. */
public enum ArtifactKind {
  /** The user's text as it runs. */
  TEXT("text", "text.sql"),
  /** The normal form in the engine's dialect. */
  SQL("sql", "normal.sql"),
  /** The bound query plan. */
  PLAN("plan", "plan.txt"),
  /** The normal form as a query plan. */
  NORMAL("normal", "normal.txt"),
  /** Subplans and what reads them, for Graphviz. */
  DOT("dot", "plan.dot"),
  /** What each column comes from, within the model. */
  LINEAGE("lineage", "lineage.txt"),
  /** What it calls and asks for: functions with their fingerprints, parameters, the clock. */
  FUNCTIONS("functions", "functions.txt"),
  /** The fingerprint of every subplan, of which identities are made. */
  FINGERPRINTS("fingerprints", "fingerprints.txt"),
  /** What the names in its text mean: functions, inline models, values of parameters. */
  DEFINITIONS("definitions", "definitions.sql"),
  /** All that its key is made of, and what else decides how it runs. */
  SETTINGS("settings", "settings.txt"),
  /** The bytes of which the fingerprints are made. */
  ENCODING("encoding", "encoding.txt"),
  /** How it differs from what the environment holds. */
  DIFF("diff", "diff.txt"),
  /** In the dialect of Spark 4. */
  SPARK("spark", "spark.sql"),
  /** The normal form as a message that other engines read. */
  SUBSTRAIT("substrait", "plan.substrait");

  private final String word;
  private final String file;

  ArtifactKind(String word, String file) {
    this.word = word;
    this.file = file;
  }

  /** How a person names it. */
  public String word() {
    return word;
  }

  /** The name of its file. */
  public String file() {
    return file;
  }

  /** The one that a person names. */
  public static Optional<ArtifactKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
