/** The phases as the workflow calls them, and what goes in and comes out of each. */
package dev.varve.workflows.phase;
