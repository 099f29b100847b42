/**
 * The workflow itself. Only {@link dev.varve.workflows.build.BuildWorkflow} is for others: a worker
 * registers it.
 */
package dev.varve.workflows.build;
