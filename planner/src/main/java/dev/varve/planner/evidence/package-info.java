/**
 * What can be known of two definitions of one model without data, and small made-up tables on which
 * they may differ. Nothing runs here: who has an engine runs both on the tables and compares.
 */
package dev.varve.planner.evidence;
