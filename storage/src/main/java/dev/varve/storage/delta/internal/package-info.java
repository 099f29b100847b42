/** The seam to delta-kernel: no type of it leaves this package. */
package dev.varve.storage.delta.internal;
