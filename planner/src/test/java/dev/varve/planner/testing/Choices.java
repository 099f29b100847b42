package dev.varve.planner.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Choices by chance, which are kept so that they can be made again, all or some of them. */
public final class Choices {
  private final Random random;
  private final List<Integer> given;
  private final List<Integer> made = new ArrayList<>();

  private Choices(Random random, List<Integer> given) {
    this.random = random;
    this.given = given;
  }

  /** New ones. */
  public static Choices of(long seed) {
    return new Choices(new Random(seed), List.of());
  }

  /** Those given, and the first of what there is to choose when they are used up. */
  static Choices again(List<Integer> given) {
    return new Choices(null, List.copyOf(given));
  }

  /** From 0 to less than the bound. */
  public int nextInt(int bound) {
    int choice;
    if (random != null) {
      choice = random.nextInt(bound);
    } else {
      choice = made.size() < given.size() ? given.get(made.size()) % bound : 0;
    }
    made.add(choice);
    return choice;
  }

  public boolean nextBoolean() {
    return nextInt(2) == 1;
  }

  /** Brings a list into some order; without choices it stays as it is. */
  public void shuffle(List<?> list) {
    for (int i = 0; i < list.size() - 1; i++) {
      Collections.swap(list, i, i + nextInt(list.size() - i));
    }
  }

  /** All that were made so far. */
  List<Integer> made() {
    return List.copyOf(made);
  }
}
