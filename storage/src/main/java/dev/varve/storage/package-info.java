/** The warehouse: where its bytes live, and the one door through which anything becomes visible. */
package dev.varve.storage;
