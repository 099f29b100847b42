package dev.varve.storage.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.storage.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The digests of one source's files as they were read before, by declared path. */
record KnownDigests(SortedMap<String, Known> files) {
  private static final int FORMAT_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  /** A file that changed this shortly before it was read may change again within one clock tick. */
  private static final long RACY_NANOS = TimeUnit.SECONDS.toNanos(2);

  /**
   * One file.
   *
   * @param readNanos the time, since the epoch, just before it was looked at and read
   */
  record Known(boolean footer, SourceStamp stamp, long readNanos, Digest digest) {

    /** Whether a file that looks like {@code now} must still have this digest. */
    boolean holdsFor(SourceStamp now, boolean wantFooter) {
      return footer == wantFooter
          && stamp.equals(now)
          && readNanos - stamp.changedNanos() >= RACY_NANOS;
    }
  }

  KnownDigests {
    files = new TreeMap<>(files);
  }

  static KnownDigests empty() {
    return new KnownDigests(new TreeMap<>());
  }

  Optional<Known> known(String path) {
    return Optional.ofNullable(files.get(path));
  }

  byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT_VERSION);
      json.writeArrayFieldStart("files");
      for (Map.Entry<String, Known> entry : files.entrySet()) {
        Known known = entry.getValue();
        json.writeStartObject();
        json.writeStringField("path", entry.getKey());
        json.writeBooleanField("footer", known.footer());
        json.writeNumberField("size", known.stamp().size());
        json.writeNumberField("modified", known.stamp().modifiedNanos());
        json.writeNumberField("changed", known.stamp().changedNanos());
        json.writeNumberField("inode", known.stamp().inode());
        json.writeNumberField("read", known.readNanos());
        json.writeStringField("digest", known.digest().hex());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** What was kept; empty when it is damaged or of another version, which costs reading again. */
  static KnownDigests fromJson(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      SortedMap<String, Known> files = new TreeMap<>();
      boolean readable = false;
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals("formatVersion")) {
          readable = json.getIntValue() == FORMAT_VERSION;
        } else if (field.equals("files") && readable) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            readFile(json, files);
          }
        } else {
          json.skipChildren();
        }
      }
      return readable ? new KnownDigests(files) : empty();
    } catch (IOException | IllegalArgumentException e) {
      return empty();
    }
  }

  private static void readFile(JsonParser json, SortedMap<String, Known> files) throws IOException {
    String path = "";
    String digest = "";
    boolean footer = false;
    long size = -1;
    long modified = 0;
    long changed = 0;
    long inode = 0;
    long read = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "path" -> path = json.getText();
        case "digest" -> digest = json.getText();
        case "footer" -> footer = json.getBooleanValue();
        case "size" -> size = json.getLongValue();
        case "modified" -> modified = json.getLongValue();
        case "changed" -> changed = json.getLongValue();
        case "inode" -> inode = json.getLongValue();
        case "read" -> read = json.getLongValue();
        default -> json.skipChildren();
      }
    }
    if (path.isEmpty() || digest.isEmpty() || size < 0) {
      throw new IllegalArgumentException("an entry of the pin cache is incomplete");
    }
    files.put(
        path,
        new Known(
            footer, new SourceStamp(size, modified, changed, inode), read, new Digest(digest)));
  }
}
