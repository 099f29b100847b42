package dev.varve.workers.cli;

import dev.varve.workers.RunningWorker;
import dev.varve.workers.Varve;
import dev.varve.workers.VarveOptions;
import dev.varve.workers.WorkerSettings;
import java.nio.file.Path;

/** What the command line is a thin layer over. */
interface Services {
  Varve open(Path project, VarveOptions options);

  RunningWorker work(WorkerSettings settings);
}
