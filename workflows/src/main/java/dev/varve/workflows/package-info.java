/**
 * The build as a durable workflow: what can be asked of it and what it answers. The activities that
 * do its work are declared in {@code phase} and {@code lease}, which know this package and are not
 * known to it. Nothing here is slow, random or aware of an engine.
 *
 * <p>Absent JSON fields arrive as null; the records hold empty texts and lists instead.
 */
package dev.varve.workflows;
