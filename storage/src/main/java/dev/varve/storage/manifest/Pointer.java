package dev.varve.storage.manifest;

import com.fasterxml.jackson.core.JsonParser;
import dev.varve.storage.Digest;
import dev.varve.storage.internal.Json;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The persisted form of a pointer: which manifest is an environment's n-th.
 *
 * @param checksum CRC32C of the manifest's bytes; checked on each read, because digesting ten
 *     megabytes takes a fresh process longer than reading them
 */
record Pointer(long number, String buildId, long epoch, Digest manifest, String checksum) {
  static final int FORMAT_VERSION = 1;

  static Pointer to(Manifest manifest, byte[] content) {
    return new Pointer(
        manifest.number(),
        manifest.buildId(),
        manifest.epoch(),
        Digest.of(content),
        checksum(content));
  }

  boolean fits(byte[] content) {
    return checksum.equals(checksum(content));
  }

  byte[] toJson() {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeNumberField("formatVersion", FORMAT_VERSION);
          json.writeNumberField("number", number);
          json.writeStringField("buildId", buildId);
          json.writeNumberField("epoch", epoch);
          json.writeStringField("manifest", manifest.hex());
          json.writeStringField("checksum", checksum);
          json.writeEndObject();
          json.writeRaw('\n');
        });
  }

  static Pointer fromJson(byte[] content) throws IOException {
    return Json.read(content, json -> new Builder().read(json));
  }

  private static String checksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static final class Builder {
    private long version;
    private long number;
    private String buildId;
    private long epoch;
    private String manifest;
    private String checksum;

    private Pointer read(JsonParser json) throws IOException {
      Json.object(json, this::field);
      Json.version(version, FORMAT_VERSION);
      return new Pointer(
          number,
          Json.required(buildId, "buildId"),
          epoch,
          new Digest(Json.required(manifest, "manifest")),
          Json.required(checksum, "checksum"));
    }

    private void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "formatVersion" -> version = Json.number(json);
        case "number" -> number = Json.number(json);
        case "buildId" -> buildId = Json.text(json);
        case "epoch" -> epoch = Json.number(json);
        case "manifest" -> manifest = Json.text(json);
        case "checksum" -> checksum = Json.text(json);
        default -> json.skipChildren();
      }
    }
  }
}
