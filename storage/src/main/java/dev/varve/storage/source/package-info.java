/**
 * Pins of sources: which files a build reads, and how their content is told apart.
 *
 * <p>Files of a source belong to somebody else and may change at any moment; a pin says what was
 * there, and can be checked again.
 */
package dev.varve.storage.source;
