/** The right to change an environment: who has it, who may take it, who waits for it. */
package dev.varve.storage.lease;
