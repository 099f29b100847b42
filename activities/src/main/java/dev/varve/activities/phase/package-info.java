/**
 * The five phases of a build as plain Java over planner, storage and a lane: what each takes, does
 * and leaves. Nothing here knows Temporal's worker; the requests and results are the workflow's.
 */
package dev.varve.activities.phase;
