package dev.varve.workers.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.varve.workers.RunningWorker;
import dev.varve.workers.Varve;
import dev.varve.workers.VarveOptions;
import dev.varve.workers.WorkerSettings;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line over a fake project, with what it wrote. */
final class CliRun implements Services, Interrupts {
  final FakeVarve varve;
  final Map<String, String> environment = new LinkedHashMap<>();
  final List<VarveOptions> options = new ArrayList<>();
  final List<WorkerSettings> workers = new ArrayList<>();
  Path current = Path.of("/projects");
  Path opened = Path.of("");
  boolean drained;
  private final List<Runnable> interruptions = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private boolean interrupted;

  CliRun() {
    this(new FakeVarve());
  }

  CliRun(FakeVarve varve) {
    this.varve = varve;
  }

  /** The exit code. */
  int run(String... args) {
    return new Cli(Terminal.plain(out, err), environment, current, this, this).run(args);
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  void interrupt() {
    interrupted = true;
    interruptions.forEach(Runnable::run);
  }

  @Override
  public Varve open(Path project, VarveOptions given) {
    opened = project;
    options.add(given);
    return varve;
  }

  @Override
  public RunningWorker work(WorkerSettings settings) {
    workers.add(settings);
    return new RunningWorker() {
      @Override
      public String description() {
        return "Working for " + settings.server().hostAndPort().orElse("the default server") + ".";
      }

      @Override
      public Optional<InetSocketAddress> metrics() {
        return settings.metrics();
      }

      @Override
      public void drain() {
        drained = true;
      }
    };
  }

  @Override
  public void onInterrupt(Duration patience, Runnable action) {
    interruptions.add(action);
  }

  @Override
  public boolean interrupted() {
    return interrupted;
  }

  /** A worker is told to end as soon as it has begun. */
  @Override
  public void await(Duration patience) {
    interrupted = true;
  }
}
