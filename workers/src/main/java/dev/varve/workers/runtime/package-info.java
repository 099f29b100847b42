/**
 * Temporal at work: connections, the server inside this process, workers, and builds as clients see
 * them.
 */
package dev.varve.workers.runtime;
