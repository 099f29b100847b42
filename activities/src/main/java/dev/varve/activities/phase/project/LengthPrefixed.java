package dev.varve.activities.phase.project;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lists of texts that may hold anything, as bytes: each behind its length. */
final class LengthPrefixed {
  private LengthPrefixed() {}

  static byte[] encode(List<String> texts) {
    StringBuilder all = new StringBuilder();
    for (String text : texts) {
      all.append(text.length()).append(' ').append(text);
    }
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  static List<String> decode(byte[] bytes) {
    String all = new String(bytes, StandardCharsets.UTF_8);
    List<String> texts = new ArrayList<>();
    int at = 0;
    while (at < all.length()) {
      int space = all.indexOf(' ', at);
      int end = space + 1 + Integer.parseInt(all.substring(at, space));
      texts.add(all.substring(space + 1, end));
      at = end;
    }
    return texts;
  }
}
