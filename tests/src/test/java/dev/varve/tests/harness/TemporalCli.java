package dev.varve.tests.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The {@code temporal} command against one server. */
public final class TemporalCli {
  /** Without this feature, all that follows a first value would be ignored. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String executable;
  private final String address;

  TemporalCli(String executable, String address) {
    this.executable = executable;
    this.address = address;
  }

  /** What a command ended with. */
  public record Ended(int exitCode, String output, String errors) {
    /** Its output, when it succeeded. */
    public String checked() {
      if (exitCode != 0) {
        throw new AssertionError("exit code " + exitCode + "\n" + output + errors);
      }
      return output;
    }
  }

  /** Runs a command to its end. */
  public Ended run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(executable);
    command.addAll(List.of(arguments));
    command.addAll(List.of("--address", address));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("TEMPORAL_"));
    try {
      Process process = builder.start();
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      String output = text(process.getInputStream());
      return new Ended(Until.ended(process), output, errors.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command that must succeed, and reads what it prints. */
  public JsonNode json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--output", "json"));
    return parse(run(all.toArray(String[]::new)).checked());
  }

  /** Exactly one value. */
  public static JsonNode parse(String text) {
    try {
      JsonNode value = JSON.readTree(text);
      if (value.isMissingNode()) {
        throw new AssertionError("no JSON at all");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
