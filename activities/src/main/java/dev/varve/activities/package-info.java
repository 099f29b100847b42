/** The activities of a build: phases, lanes, and their registration with a worker. */
package dev.varve.activities;
