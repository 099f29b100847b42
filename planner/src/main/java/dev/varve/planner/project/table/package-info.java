/** Parameters that are tables: small relations that whoever starts a build may give. */
package dev.varve.planner.project.table;
