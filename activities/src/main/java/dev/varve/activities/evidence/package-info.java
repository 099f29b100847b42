/**
 * Whether two definitions of a model give the same result, found by running both on small tables.
 */
package dev.varve.activities.evidence;
