package dev.varve.storage.delta.internal;

import java.nio.file.Path;

/**
 * A file that kernel wrote, waiting to be published.
 *
 * @param replace whether an older one may be replaced
 */
public record StagedFile(Path staged, Path target, boolean replace) {}
