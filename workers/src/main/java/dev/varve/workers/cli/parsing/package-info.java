/** What a command line may say, and what one says. */
package dev.varve.workers.cli.parsing;
