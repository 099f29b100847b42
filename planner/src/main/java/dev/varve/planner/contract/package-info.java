/** Whether what is declared of tables and sources can hold, as far as schemas tell. */
package dev.varve.planner.contract;
