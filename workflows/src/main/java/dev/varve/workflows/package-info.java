/**
 * The build as a durable workflow: its requests and results, the interfaces of the activities that
 * do the work, and the workflow that orders them. Nothing here is slow, random or aware of an
 * engine.
 */
package dev.varve.workflows;
