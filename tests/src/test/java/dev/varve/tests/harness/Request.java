package dev.varve.tests.harness;

import dev.varve.workflows.BuildRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request for a build, put together choice by choice. */
public final class Request {
  private final ProjectFolder project;
  private final List<String> select = new ArrayList<>();
  private final Map<String, String> parameters = new TreeMap<>();
  private String environment = "dev";
  private String profile = "";
  private String tier = "";
  private String policy = "";
  private String logicalTime = "";
  private String ifBusy = "";
  private String artifacts = "";
  private boolean rebuild;
  private boolean takeLease;

  private Request(ProjectFolder project) {
    this.project = project;
  }

  public static Request of(ProjectFolder project) {
    return new Request(project);
  }

  public Request environment(String name) {
    environment = name;
    return this;
  }

  public Request select(String... expressions) {
    select.addAll(List.of(expressions));
    return this;
  }

  public Request profile(String name) {
    profile = name;
    return this;
  }

  public Request tier(String name) {
    tier = name;
    return this;
  }

  public Request policy(String name) {
    policy = name;
    return this;
  }

  public Request parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  public Request at(String instant) {
    logicalTime = instant;
    return this;
  }

  public Request ifBusy(String choice) {
    ifBusy = choice;
    return this;
  }

  public Request rebuild() {
    rebuild = true;
    return this;
  }

  public Request artifacts(String which) {
    artifacts = which;
    return this;
  }

  public Request takeLease() {
    takeLease = true;
    return this;
  }

  public BuildRequest asIs() {
    return new BuildRequest(
            project.toString(),
            environment,
            select,
            profile,
            tier,
            policy,
            parameters,
            logicalTime,
            rebuild,
            ifBusy,
            takeLease,
            null)
        .withArtifacts(artifacts);
  }

  ProjectFolder project() {
    return project;
  }
}
