/** What is handed out of a model: its query in other forms and dialects. */
package dev.varve.planner.artifact;
