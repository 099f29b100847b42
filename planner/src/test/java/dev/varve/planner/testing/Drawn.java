package dev.varve.planner.testing;

import java.util.List;

/**
 * A query made by chance.
 *
 * @param shape the choices that it has in common with its variants
 * @param form those by which they differ
 */
public record Drawn(List<Integer> shape, List<Integer> form, String sql) {
  /** Makes queries of choices. */
  public interface Generator {
    String query(Choices shape, Choices form);
  }

  public Drawn {
    shape = List.copyOf(shape);
    form = List.copyOf(form);
  }

  static Drawn of(Generator generator, Choices shape, Choices form) {
    String sql = generator.query(shape, form);
    return new Drawn(shape.made(), form.made(), sql);
  }
}
