/** Why a model is what it is to Varve: its plan, classes, order and key, for people to read. */
package dev.varve.planner.explain;
