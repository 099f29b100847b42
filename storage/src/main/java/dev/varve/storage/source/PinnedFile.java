package dev.varve.storage.source;

import dev.varve.storage.Digest;

/**
 * A file of a source as a build saw it.
 *
 * @param path the path as declared, relative to the project folder, with forward slashes
 * @param digest of the content, or of the footer and the size where the source declares that
 */
public record PinnedFile(String path, long size, Digest digest) {}
