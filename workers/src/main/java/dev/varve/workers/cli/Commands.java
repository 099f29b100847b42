package dev.varve.workers.cli;

import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.ExportedModel;
import dev.varve.activities.plan.FunctionReport;
import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.PlanProblem;
import dev.varve.activities.plan.PlanReport;
import dev.varve.activities.plan.PlannedModel;
import dev.varve.workers.RunningBuild;
import dev.varve.workers.RunningWorker;
import dev.varve.workers.ServerAddress;
import dev.varve.workers.TableView;
import dev.varve.workers.Varve;
import dev.varve.workers.VarveOptions;
import dev.varve.workers.Versions;
import dev.varve.workers.WorkerSettings;
import dev.varve.workers.cli.understood.DiffJson;
import dev.varve.workers.cli.understood.DiffText;
import dev.varve.workers.cli.understood.ExplainJson;
import dev.varve.workers.cli.understood.ExplainText;
import dev.varve.workers.cli.understood.ExportFiles;
import dev.varve.workers.cli.understood.LineageDot;
import dev.varve.workers.cli.understood.LineageJson;
import dev.varve.workers.cli.understood.LineageText;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The commands themselves, each a few calls of the Java API and a way to write what it gave. */
final class Commands {
  /** A build that has not stopped by then is left as after a crash, which harms nothing. */
  private static final Duration CANCEL_PATIENCE = Duration.ofMinutes(1);

  /** The server delivers a cancel by itself, whether or not somebody waits for it. */
  private static final Duration REMOTE_CANCEL_PATIENCE = Duration.ofSeconds(15);

  /** Longer than a worker drains. */
  private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(15);

  private final Terminal terminal;
  private final Arguments arguments;
  private final Path current;
  private final Services services;
  private final Interrupts interrupts;

  Commands(
      Terminal terminal,
      Arguments arguments,
      Path current,
      Services services,
      Interrupts interrupts) {
    this.terminal = terminal;
    this.arguments = arguments;
    this.current = current;
    this.services = services;
    this.interrupts = interrupts;
  }

  int run(String command) {
    return switch (command) {
      case "init" -> init();
      case "plan" -> plan();
      case "build" -> build();
      case "show" -> show();
      case "lineage" -> lineage();
      case "explain" -> explain();
      case "diff" -> diff();
      case "export" -> export();
      case "functions" -> functions();
      case "worker" -> worker();
      case "version" -> version();
      default -> throw new IllegalStateException("command without an action: " + command);
    };
  }

  private int init() {
    Path folder = arguments.folder(arguments.operand(0));
    new NewProject(folder).write(terminal.out(), terminal.outPaint(), current);
    return ExitCode.DONE;
  }

  private int version() {
    Versions versions = Versions.load();
    terminal.out().println("varve " + versions.varve());
    terminal.out().println("duckdb lane " + versions.duckdb());
    terminal.out().println("temporal sdk " + versions.temporal());
    terminal
        .out()
        .println("java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    return ExitCode.DONE;
  }

  private int plan() {
    Path folder = arguments.folder(arguments.operand(0));
    BuildRequest request = arguments.request(folder);
    arguments.check();
    PlanReport plan;
    try (Varve varve = services.open(folder, VarveOptions.embedded())) {
      plan = varve.plan(request);
    }
    if (arguments.has("--json")) {
      JsonText.plan(terminal.out(), plan);
    } else {
      PlanText.print(terminal.out(), terminal.outPaint(), plan, arguments.has("--verbose"));
    }
    terminal.out().flush();
    List<PlanProblem> problems = problems(plan);
    ProblemText.print(terminal.err(), terminal.errPaint(), problems);
    if (!problems.isEmpty()) {
      return ExitCode.INPUT;
    }
    boolean changes = plan.models().stream().anyMatch(m -> !Decisions.isQuiet(m.decision()));
    return changes && arguments.has("--exit-code") ? ExitCode.WOULD_CHANGE : ExitCode.DONE;
  }

  /** Those of the project, and those that stand with a model only. */
  private static List<PlanProblem> problems(PlanReport plan) {
    Set<PlanProblem> problems = new LinkedHashSet<>(plan.problems());
    for (PlannedModel model : plan.models()) {
      model.error().ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }

  private int build() {
    Path folder = arguments.folder(arguments.operand(0));
    BuildRequest request = arguments.request(folder);
    Optional<ServerAddress> server = arguments.server();
    if (server.isEmpty()) {
      arguments.refuseWithoutServer("--no-wait", "--namespace", "--task-queue");
    }
    arguments.check();
    VarveOptions options = server.map(VarveOptions::server).orElseGet(VarveOptions::embedded);
    try (Varve varve = services.open(folder, options)) {
      return build(varve, request, server);
    }
  }

  private int build(Varve varve, BuildRequest request, Optional<ServerAddress> server) {
    long began = System.nanoTime();
    ProgressPrinter progress = new ProgressPrinter(terminal, System::nanoTime);
    RunningBuild running = varve.start(request);
    if (arguments.has("--no-wait")) {
      started(running);
      return ExitCode.DONE;
    }
    server.ifPresent(at -> progress.say("Started " + running.workflowId() + "."));
    interrupts.onInterrupt(
        server.isPresent() ? REMOTE_CANCEL_PATIENCE : CANCEL_PATIENCE,
        () -> {
          progress.say("Cancelling: running queries are stopped, finished tables stay.");
          running.cancel();
        });
    BuildResult result;
    try {
      result = running.follow(progress);
    } finally {
      progress.clear();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    if (arguments.has("--json")) {
      JsonText.build(terminal.out(), result);
    } else {
      Path tables = varve.tables(result.environment());
      BuildText.print(
          terminal.out(), terminal.outPaint(), result, took, tables, arguments.has("--verbose"));
    }
    terminal.flush();
    return ExitCode.of(result);
  }

  private void started(RunningBuild running) {
    if (arguments.has("--json")) {
      JsonText.started(terminal.out(), running.workflowId());
      return;
    }
    terminal.out().println("Started " + running.workflowId() + ".");
    terminal.out().println("Follow it with:");
    terminal.out().println("  temporal workflow result --workflow-id " + running.workflowId());
  }

  private int show() {
    Path folder = arguments.folder(arguments.operand(1));
    int rows = arguments.rows();
    arguments.check();
    TableView table;
    try (Varve varve = services.open(folder, VarveOptions.embedded())) {
      table = varve.show(arguments.operand(0).orElse(""), arguments.environmentName(), rows);
    }
    if (arguments.has("--json")) {
      JsonText.table(terminal.out(), table);
    } else {
      TableText.print(terminal.out(), terminal.outPaint(), table);
    }
    return ExitCode.DONE;
  }

  private int lineage() {
    Path folder = arguments.folder(arguments.operand(1));
    arguments.refuseTogether("--json", "--dot");
    arguments.check();
    LineageReport lineage;
    try (Varve varve = services.open(folder, VarveOptions.embedded())) {
      lineage = varve.lineage(arguments.operand(0).orElse(""), arguments.has("--down"));
    }
    if (arguments.has("--json")) {
      LineageJson.print(terminal.out(), lineage);
    } else if (arguments.has("--dot")) {
      LineageDot.print(terminal.out(), lineage);
    } else {
      LineageText.print(terminal.out(), terminal.outPaint(), lineage);
    }
    terminal.out().flush();
    ProblemText.print(terminal.err(), terminal.errPaint(), lineage.problems());
    return lineage.problems().isEmpty() ? ExitCode.DONE : ExitCode.INPUT;
  }

  private int explain() {
    Path folder = arguments.folder(arguments.operand(1));
    BuildRequest request = arguments.request(folder);
    arguments.check();
    ExplainReport explained;
    try (Varve varve = services.open(folder, VarveOptions.embedded())) {
      explained = varve.explain(request, arguments.operand(0).orElse(""));
    }
    if (arguments.has("--json")) {
      ExplainJson.print(terminal.out(), explained);
    } else {
      ExplainText.print(terminal.out(), terminal.outPaint(), explained, arguments.has("--verbose"));
    }
    return ExitCode.DONE;
  }

  private int diff() {
    Path folder = arguments.folder(Optional.empty());
    arguments.check();
    DiffReport diff;
    try (Varve varve = services.open(folder, VarveOptions.embedded())) {
      diff =
          varve.diff(
              arguments.operands(),
              arguments.environmentName(),
              arguments.baseline(),
              !arguments.has("--no-search"));
    }
    if (arguments.has("--json")) {
      DiffJson.print(terminal.out(), diff);
    } else {
      DiffText.print(terminal.out(), terminal.outPaint(), diff, arguments.has("--verbose"));
    }
    terminal.out().flush();
    ProblemText.print(terminal.err(), terminal.errPaint(), diff.problems());
    if (!diff.problems().isEmpty()) {
      return ExitCode.INPUT;
    }
    return diff.computesOtherwise() && arguments.has("--exit-code")
        ? ExitCode.WOULD_CHANGE
        : ExitCode.DONE;
  }

  private int export() {
    Path folder = arguments.folder(arguments.operand(1));
    List<String> forms = arguments.forms();
    String environment = arguments.environmentName();
    arguments.check();
    List<ExportedModel> exported;
    try (Varve varve = services.open(folder, VarveOptions.embedded())) {
      exported = varve.export(arguments.operand(0).orElse(""), forms, environment);
    }
    Optional<Path> files = arguments.artifacts();
    if (files.isPresent()) {
      ExportFiles.write(terminal.out(), exported, files.get());
    } else {
      ExportFiles.print(terminal.out(), exported.get(0));
    }
    return ExitCode.DONE;
  }

  private int functions() {
    Path folder = arguments.folder(arguments.operand(0));
    arguments.check();
    FunctionReport report;
    try (Varve varve = services.open(folder, VarveOptions.embedded())) {
      report = varve.functions();
    }
    if (arguments.has("--slow")) {
      report = report.slow();
    }
    if (arguments.has("--json")) {
      JsonText.functions(terminal.out(), report);
    } else {
      FunctionsText.print(terminal.out(), terminal.outPaint(), report);
    }
    return ExitCode.DONE;
  }

  /** Ends only by a signal, so its exit code is the signal's. */
  private int worker() {
    WorkerSettings settings =
        new WorkerSettings(
            arguments.workerServer(), arguments.positive("--slots"), arguments.metrics());
    arguments.check();
    RunningWorker worker = services.work(settings);
    terminal.err().println(worker.description());
    worker
        .metrics()
        .ifPresent(
            at ->
                terminal
                    .err()
                    .println(
                        "Metrics are at http://%s:%d/metrics."
                            .formatted(at.getHostString(), at.getPort())));
    terminal.flush();
    interrupts.await(DRAIN_PATIENCE);
    terminal.err().println("Draining: what runs is finished, nothing new is taken.");
    terminal.flush();
    worker.drain();
    terminal.err().println("Drained.");
    return ExitCode.DONE;
  }
}
