package dev.varve.workers.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Configures the logging of the Java library, which some libraries use, to what a person should
 * know. The log manager makes one when the first of them logs: until then nothing is loaded.
 */
public final class QuietJavaLogging {
  private static final String CONFIGURATION =
      """
      handlers = java.util.logging.ConsoleHandler
      .level = SEVERE
      """;

  /**
   * Called by the log manager.
   *
   * @throws IOException never, since nothing is read from outside
   */
  public QuietJavaLogging() throws IOException {
    LogManager.getLogManager()
        .readConfiguration(
            new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)));
  }
}
