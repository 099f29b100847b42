/**
 * How fast Varve is, beside a plain loop that runs the same queries. Prints ratios, fails nothing.
 */
package dev.varve.tests.benchmark;
