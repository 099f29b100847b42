/**
 * Delta tables that Varve owns: reading their latest version, and overwriting them.
 *
 * <p>Varve writes the few actions it needs as the plain JSON that the Delta protocol documents, and
 * reads its own commits from the first line that it put there. Everything else (commits by others,
 * checkpoints) goes through delta-kernel, behind {@code internal}; tests read every kind of commit
 * with kernel.
 */
package dev.varve.storage.delta;
