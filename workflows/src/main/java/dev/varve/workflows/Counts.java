package dev.varve.workflows;

/** Steps by what became of them. */
public record Counts(
    int skipped, int reused, int rebuilt, int failed, int blocked, int removed, int cancelled) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  public Counts plus(Counts more) {
    return new Counts(
        skipped + more.skipped,
        reused + more.reused,
        rebuilt + more.rebuilt,
        failed + more.failed,
        blocked + more.blocked,
        removed + more.removed,
        cancelled + more.cancelled);
  }

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
