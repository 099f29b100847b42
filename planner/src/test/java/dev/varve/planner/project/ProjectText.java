package dev.varve.planner.project;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** A project of files written in a test. */
final class ProjectText {
  private final TreeMap<String, byte[]> files = new TreeMap<>();

  private ProjectText() {}

  /** With the least of a {@code varve.yaml}, and one model. */
  static ProjectText smallest() {
    return new ProjectText()
        .with("varve.yaml", "project: shop\n")
        .with("models/marts/one.sql", "select 1 as one");
  }

  /** With this {@code varve.yaml}, and one model. */
  static ProjectText configured(String yaml) {
    return smallest().with("varve.yaml", yaml);
  }

  /** With this model as {@code marts.m}, and a parameter {@code since}. */
  static ProjectText model(String text) {
    return new ProjectText()
        .with("varve.yaml", "project: shop\nparams: { since: { type: DATE } }\n")
        .with("models/marts/m.sql", text);
  }

  ProjectText with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  ProjectText with(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  ProjectText without(String path) {
    files.remove(path);
    return this;
  }

  ProjectFiles frozen() {
    return new ProjectFiles(files);
  }

  Project read() {
    return ProjectReader.read(frozen());
  }

  ParsedProject parse() {
    return ProjectReader.parse(frozen());
  }
}
