package dev.varve.tests.faults;

import dev.varve.activities.Activities;
import dev.varve.workers.ServerAddress;
import dev.varve.workers.runtime.ServerConnection;
import dev.varve.workflows.build.BuildWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A worker that does what it is told on standard input: takes workflows or activities of a queue,
 * or goes to sleep at a given point. The activities are the product's own.
 *
 * <p>It takes one activity at a time and none while it has one, so that a sleeping worker keeps
 * nothing waiting but what it has in hand.
 */
public final class FaultWorker {
  private final Events events;
  private final Stopper stopper;
  private final WorkflowClient client;
  private final Activities activities;
  private final Map<String, List<WorkerFactory>> queues = new TreeMap<>();

  private FaultWorker(String server, Events events) {
    this.events = events;
    this.stopper = new Stopper(events);
    ServerAddress address =
        new ServerAddress(Optional.of(server), Optional.empty(), Optional.empty());
    ServerConnection connection = ServerConnection.open(address, Optional.empty());
    this.client = connection.client();
    this.activities = Activities.open(FaultSettings.onServer(connection, stopper));
  }

  public static void main(String[] arguments) throws IOException {
    Events events = new Events(Path.of(arguments[1]));
    FaultWorker worker = new FaultWorker(arguments[0], events);
    BufferedReader tasks =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String task;
    while ((task = tasks.readLine()) != null) {
      worker.run(task.split(" "));
      events.add("done " + task);
    }
    System.exit(0);
  }

  private void run(String[] task) {
    switch (task[0]) {
      case "workflows" -> {
        WorkerFactory factory = factory();
        worker(factory, task[1]).registerWorkflowImplementationTypes(BuildWorkflow.class);
        start(task[1], factory);
      }
      case "activities" -> {
        WorkerFactory factory = factory();
        Worker worker = worker(factory, task[1]);
        worker.registerActivitiesImplementations(activities.implementations().toArray());
        start(task[1], factory);
      }
      case "leave" -> queues.getOrDefault(task[1], List.of()).forEach(WorkerFactory::shutdownNow);
      case "arm" -> stopper.arm(StopPoint.parse(task));
      default -> throw new IllegalArgumentException(task[0]);
    }
  }

  private void start(String queue, WorkerFactory factory) {
    factory.start();
    queues.computeIfAbsent(queue, q -> new ArrayList<>()).add(factory);
  }

  /** Without a cache of workflows, so that none waits for the worker that had it before. */
  private WorkerFactory factory() {
    return WorkerFactory.newInstance(
        client,
        WorkerFactoryOptions.newBuilder()
            .setWorkflowCacheSize(0)
            .setWorkerInterceptors(new EndedActivities(events))
            .build());
  }

  private static Worker worker(WorkerFactory factory, String queue) {
    return factory.newWorker(
        queue,
        WorkerOptions.newBuilder()
            .setMaxConcurrentActivityExecutionSize(1)
            .setMaxConcurrentActivityTaskPollers(1)
            .setMaxConcurrentWorkflowTaskPollers(2)
            .setDefaultDeadlockDetectionTimeout(30_000)
            .build());
  }
}
