package dev.varve.storage.lease;

import com.fasterxml.jackson.core.JsonParser;
import dev.varve.storage.ConflictException;
import dev.varve.storage.StorageException;
import dev.varve.storage.Warehouse;
import dev.varve.storage.internal.Json;
import dev.varve.storage.internal.NumberedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who waits for an environment: numbered files in {@code leases/.waiting/<environment>/}, the
 * lowest is the oldest. They are hints that make a release noticed at once; who is forgotten here
 * still asks by himself from time to time.
 */
final class Waiters {
  static final int FORMAT_VERSION = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Waiters.class);

  private final Warehouse warehouse;
  private final LeaseFolder folder;
  private final Liveness liveness;

  Waiters(Warehouse warehouse, LeaseFolder folder, Liveness liveness) {
    this.warehouse = warehouse;
    this.folder = folder;
    this.liveness = liveness;
  }

  /** A workflow that waits, and what it would build. */
  record Waiter(Holder.Workflow workflow, String request) {
    byte[] toJson() {
      return Json.write(
          json -> {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("formatVersion", FORMAT_VERSION);
            json.writeFieldName("workflow");
            LeaseFile.writeHolder(json, workflow);
            json.writeStringField("request", request);
            json.writeEndObject();
          });
    }

    static Waiter fromJson(byte[] content) throws IOException {
      return Json.read(content, json -> new Builder().read(json));
    }
  }

  boolean add(String environment, Holder.Workflow workflow, String request) {
    for (var entry : waiting(environment).entrySet()) {
      Waiter waiter = entry.getValue();
      if (waiter.workflow().sameChain(workflow)) {
        return true;
      }
      if (waiter.request().equals(request)) {
        switch (liveness.of(waiter.workflow())) {
          case OPEN -> {
            return false;
          }
          case CLOSED -> EmbeddedLocks.delete(file(environment, entry.getKey()));
          case UNKNOWN -> LOG.info("{} cannot be asked and is not relied on", waiter.workflow());
        }
      }
    }
    byte[] content = new Waiter(workflow, request).toJson();
    while (true) {
      SortedSet<Long> numbers = NumberedFiles.in(warehouse.waiting(environment));
      long number = numbers.isEmpty() ? 1 : numbers.last() + 1;
      try {
        folder.publish(content, file(environment, number));
        return true;
      } catch (ConflictException e) {
        // Another waiter got that number.
      }
    }
  }

  Optional<Holder.Workflow> takeOldest(String environment) {
    for (var entry : waiting(environment).entrySet()) {
      Holder.Workflow workflow = entry.getValue().workflow();
      boolean ours = delete(file(environment, entry.getKey()));
      if (ours && liveness.of(workflow) != Liveness.Answer.CLOSED) {
        return Optional.of(workflow);
      }
    }
    return Optional.empty();
  }

  void remove(String environment, Holder.Workflow workflow) {
    waiting(environment)
        .forEach(
            (number, waiter) -> {
              if (waiter.workflow().sameChain(workflow)) {
                delete(file(environment, number));
              }
            });
  }

  private SortedMap<Long, Waiter> waiting(String environment) {
    SortedMap<Long, Waiter> waiting = new TreeMap<>();
    for (long number : NumberedFiles.in(warehouse.waiting(environment))) {
      Path file = file(environment, number);
      try {
        waiting.put(number, Waiter.fromJson(Files.readAllBytes(file)));
      } catch (NoSuchFileException e) {
        LOG.debug("{} was taken by somebody else meanwhile", file);
      } catch (IOException e) {
        LOG.warn("{} counts as absent: {}", file, e.getMessage());
      }
    }
    return waiting;
  }

  private Path file(String environment, long number) {
    return NumberedFiles.file(warehouse.waiting(environment), number);
  }

  private static boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageException.of("delete", file, e);
    }
  }

  private static final class Builder {
    private long version;
    private Holder holder;
    private String request;

    private Waiter read(JsonParser json) throws IOException {
      Json.object(json, this::field);
      Json.version(version, FORMAT_VERSION);
      if (Json.required(holder, "workflow") instanceof Holder.Workflow workflow) {
        return new Waiter(workflow, Json.required(request, "request"));
      }
      throw new IOException("only workflows wait");
    }

    private void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "formatVersion" -> version = Json.number(json);
        case "workflow" -> holder = LeaseFile.readHolder(json);
        case "request" -> request = Json.text(json);
        default -> json.skipChildren();
      }
    }
  }
}
