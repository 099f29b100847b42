package dev.varve.planner.build;

import dev.varve.planner.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The fingerprint of all that can change a step's result, and what it was made of. */
public record StepKey(Fingerprint fingerprint, List<Ingredient> ingredients) {
  static final int FORMAT = 2;

  public StepKey {
    ingredients = List.copyOf(ingredients);
  }

  public static StepKey of(List<Ingredient> ingredients) {
    ByteArrayOutputStream encoding = new ByteArrayOutputStream();
    write(encoding, "varve step key " + FORMAT);
    for (Ingredient ingredient : ingredients) {
      write(encoding, ingredient.kind().name());
      write(encoding, hashedName(ingredient));
      write(encoding, ingredient.value());
    }
    return new StepKey(Fingerprint.of(encoding.toByteArray()), ingredients);
  }

  /**
   * What a column of an input is called does not matter: the query tells them by their order. The
   * name is there for people.
   */
  private static String hashedName(Ingredient ingredient) {
    String name = ingredient.name();
    boolean one = ingredient.kind() == Ingredient.Kind.COLUMN && !name.endsWith(".*");
    return one ? name.substring(0, name.indexOf('.', name.indexOf('.') + 1)) : name;
  }

  /** Length first, so that no two lists of strings share an encoding. */
  private static void write(ByteArrayOutputStream encoding, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = bytes.length;
    encoding.write(length >>> 24);
    encoding.write(length >>> 16);
    encoding.write(length >>> 8);
    encoding.write(length);
    encoding.writeBytes(bytes);
  }
}
