package dev.varve.storage.delta;

import java.nio.file.Path;

/**
 * One overwrite of one table.
 *
 * @param read what {@link DeltaTables#latest} said after the lease was taken
 */
public record TableCommit(Path table, TableState read, NewVersion next) {}
