package dev.varve.storage.delta;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of a table. A version never changes, so neither does this.
 *
 * @param version -1 when there is no table yet
 * @param files the paths of its data files as the log has them: for our own commits names in the
 *     table's folder, in the order in which they were given
 * @param transaction the highest epoch that committed, -1 when none did
 * @param stepKey of the step that wrote this version; empty when it was not Varve
 * @param ours whether Varve wrote this version
 * @param schema as Delta schema JSON; empty when there is no table yet
 */
public record TableState(
    long version,
    List<String> files,
    long transaction,
    Optional<String> stepKey,
    boolean ours,
    String schema) {

  public TableState {
    files = List.copyOf(files);
    Objects.requireNonNull(stepKey);
    Objects.requireNonNull(schema);
  }

  /** The state of a table before its first version; Varve may create it, so it counts as ours. */
  public static TableState none() {
    return new TableState(-1, List.of(), -1, Optional.empty(), true, "");
  }

  public boolean exists() {
    return version >= 0;
  }

  boolean carries(NewVersion wanted) {
    return ours && stepKey.equals(Optional.of(wanted.stepKey())) && files.equals(wanted.paths());
  }
}
