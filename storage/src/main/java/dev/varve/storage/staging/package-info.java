/** The folders in which attempts write, and the renaming that fences their former owners. */
package dev.varve.storage.staging;
