package dev.varve.workers.cli;

import java.util.Map;

/** Colours for text, or none. */
public record Paint(boolean on) {
  public static final Paint NONE = new Paint(false);
  static final Paint ANSI = new Paint(true);

  private static final Map<String, String> DECISIONS =
      Map.of(
          "fail", "31",
          "blocked", "33",
          "rebuild", "36",
          "reuse", "32",
          "removed", "35",
          "cancelled", "33",
          "skip", "2",
          "inline", "2");

  public String bold(String text) {
    return with("1", text);
  }

  public String dim(String text) {
    return with("2", text);
  }

  public String red(String text) {
    return with("31", text);
  }

  public String green(String text) {
    return with("32", text);
  }

  public String yellow(String text) {
    return with("33", text);
  }

  /** In the colour of a decision, which may be one that this version does not know. */
  public String decision(String decision, String text) {
    return with(DECISIONS.getOrDefault(decision, "0"), text);
  }

  private String with(String code, String text) {
    return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
