package dev.varve.tests.harness;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Shows what the processes of a test wrote when it fails. */
public final class ProcessLogs implements TestExecutionExceptionHandler, AfterEachCallback {
  private static final int MOST_CHARACTERS = 12_000;
  private static final List<ChildProcess> STARTED = new ArrayList<>();

  static synchronized void started(ChildProcess child) {
    STARTED.add(child);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    show(context.getDisplayName());
    throw failure;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    synchronized (ProcessLogs.class) {
      STARTED.removeIf(child -> !child.isAlive());
    }
  }

  private static synchronized void show(String test) {
    for (ChildProcess child : STARTED) {
      System.err.printf("---- %s in \"%s\": output%n%s%n", child, test, end(child.output()));
      System.err.printf("---- %s in \"%s\": log%n%s%n", child, test, end(child.log()));
    }
  }

  private static String end(String text) {
    return text.length() <= MOST_CHARACTERS
        ? text
        : "…" + text.substring(text.length() - MOST_CHARACTERS);
  }
}
