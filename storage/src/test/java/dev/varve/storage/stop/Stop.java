package dev.varve.storage.stop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Puts this process to sleep, as a laptop's lid or a paused virtual machine would. */
final class Stop {
  private Stop() {}

  /**
   * Marks the place and stops the process. The system stops the threads of a process one by one and
   * on a busy machine late, so this one waits besides until it is told that it was awoken.
   */
  static void here(Path marker) throws IOException {
    Files.createFile(marker);
    signal("STOP", ProcessHandle.current().pid());
    while (!Files.exists(awoken(marker))) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  static Path awoken(Path marker) {
    return marker.resolveSibling(marker.getFileName() + ".awoken");
  }

  static void signal(String name, long process) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process)).start();
    try {
      if (kill.waitFor() != 0) {
        throw new IOException("kill -" + name + " " + process + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
