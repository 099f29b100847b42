package dev.varve.planner.project;

import dev.varve.planner.Place;

/** A text in which a test marks with a caret {@code ‸} where a problem is. */
record Marked(String text, int line, int column) {
  static Marked of(String marked) {
    int caret = marked.indexOf('‸');
    if (caret < 0) {
      throw new IllegalArgumentException("no caret in: " + marked);
    }
    String before = marked.substring(0, caret);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = 1 + before.substring(before.lastIndexOf('\n') + 1).length();
    return new Marked(before + marked.substring(caret + 1), line, column);
  }

  Place in(String file) {
    return new Place(file, line, column);
  }
}
