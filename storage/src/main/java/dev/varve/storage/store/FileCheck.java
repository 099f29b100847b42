package dev.varve.storage.store;

/** What came out when a data file was compared with what was recorded about it. */
public enum FileCheck {
  AS_RECORDED,
  MISSING,
  CHANGED
}
