package dev.varve.workers.runtime;

/**
 * Which server it is. An address alone may mean another server on another machine, so the cluster's
 * own id goes with it.
 *
 * @param target host and port, as some process reached it
 * @param cluster the cluster's own id, empty where the server does not tell
 */
public record ServerId(String target, String cluster) {
  public static final ServerId IN_PROCESS = new ServerId("in-process", "");

  /** Reads what {@link #toString} wrote. */
  public static ServerId parse(String text) {
    int hash = text.indexOf('#');
    return hash < 0
        ? new ServerId(text, "")
        : new ServerId(text.substring(0, hash), text.substring(hash + 1));
  }

  /** Whether both certainly name one server. */
  boolean isSameAs(ServerId other) {
    return cluster.isEmpty() ? equals(other) : cluster.equals(other.cluster);
  }

  @Override
  public String toString() {
    return cluster.isEmpty() ? target : target + "#" + cluster;
  }
}
