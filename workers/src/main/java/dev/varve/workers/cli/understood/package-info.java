/** What is known of a model, written for people and for programs. */
package dev.varve.workers.cli.understood;
