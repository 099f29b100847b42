package dev.varve.workflows;

/** Absent JSON fields arrive as null; the records hold empty texts instead. */
final class Texts {
  private Texts() {}

  static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
