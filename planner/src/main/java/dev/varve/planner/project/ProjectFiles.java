package dev.varve.planner.project;

import java.util.SortedMap;

/** The files of a project, by path from its folder with {@code /}. */
public record ProjectFiles(SortedMap<String, byte[]> files) {}
