package dev.varve.workflows;

/**
 * Steps by what became of them.
 *
 * @param inline models that are no steps; none in what an older version wrote
 */
public record Counts(
    int skipped,
    int reused,
    int rebuilt,
    int failed,
    int blocked,
    int removed,
    int cancelled,
    int inline) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  public Counts(
      int skipped, int reused, int rebuilt, int failed, int blocked, int removed, int cancelled) {
    this(skipped, reused, rebuilt, failed, blocked, removed, cancelled, 0);
  }

  public Counts plus(Counts more) {
    return new Counts(
        skipped + more.skipped,
        reused + more.reused,
        rebuilt + more.rebuilt,
        failed + more.failed,
        blocked + more.blocked,
        removed + more.removed,
        cancelled + more.cancelled,
        inline + more.inline);
  }

  /** Of the steps; what is inline is none. */
  public int total() {
    return skipped + reused + rebuilt + failed + blocked + removed + cancelled;
  }

  public static Counts failed(int steps) {
    return new Counts(0, 0, 0, steps, 0, 0, 0);
  }

  public static Counts cancelled(int steps) {
    return new Counts(0, 0, 0, 0, 0, 0, steps);
  }
}
