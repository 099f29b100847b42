package dev.varve.workers.cli;

/** What libraries may log, decided before the first of them is loaded. */
final class Logging {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private Logging() {}

  /**
   * Warnings go to stderr. The workflow library reports every failed attempt with a stack trace;
   * what of it concerns a person comes back as a problem with a code, so it logs only when asked.
   */
  static void configure(boolean verbose) {
    set("defaultLogLevel", verbose ? "info" : "warn");
    set("log.io.temporal", verbose ? "info" : "off");
    set("log.org.apache.hadoop", verbose ? "info" : "error");
    set("showDateTime", "true");
    set("dateTimeFormat", "HH:mm:ss.SSS");
    set("showThreadName", "false");
    set("levelInBrackets", "false");
    if (!verbose && System.getProperty("java.util.logging.config.file") == null) {
      System.setProperty("java.util.logging.config.class", QuietJavaLogging.class.getName());
    }
  }

  private static void set(String name, String value) {
    if (System.getProperty(PREFIX + name) == null) {
      System.setProperty(PREFIX + name, value);
    }
  }
}
