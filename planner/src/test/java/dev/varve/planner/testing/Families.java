package dev.varve.planner.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Queries and variants of them, the same for the same seed. */
public final class Families {
  private final Drawn.Generator generator;
  private final Random random;

  public Families(Drawn.Generator generator, long seed) {
    this.generator = generator;
    this.random = new Random(seed);
  }

  public Drawn.Generator generator() {
    return generator;
  }

  /** A query and variants of it: the same choices but for the order and form of a few parts. */
  public List<Drawn> family(int size) {
    long seed = random.nextLong();
    List<Drawn> family = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      family.add(Drawn.of(generator, Choices.of(seed), Choices.of(random.nextLong())));
    }
    return family;
  }
}
