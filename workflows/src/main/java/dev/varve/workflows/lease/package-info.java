/** The right to change an environment: asking for it, waiting for it, following its holder. */
package dev.varve.workflows.lease;
