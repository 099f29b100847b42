/** What headers and {@code varve.yaml} promise of the columns of tables and sources. */
package dev.varve.planner.project.contract;
