/** Plans as Substrait: relations and functions of its own extensions, as bytes. */
package dev.varve.planner.speak.substrait;
