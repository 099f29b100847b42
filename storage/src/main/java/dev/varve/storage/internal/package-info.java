/** Shared inside this module only: reading and writing JSON token by token. */
package dev.varve.storage.internal;
