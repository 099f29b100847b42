/** What steps once produced: data files, action records, artifacts, and hints that find them. */
package dev.varve.storage.store;
