package dev.varve.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder that holds tables and all that Varve knows about them. The one class that knows where.
 */
public final class Warehouse {
  private static final int FORMAT_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private final Path root;
  private final Path own;
  private final String id;

  private Warehouse(Path root, String id) {
    this.root = root;
    this.own = root.resolve("_varve");
    this.id = id;
  }

  /** Opens the warehouse, and makes it first if need be; several processes may do so at once. */
  public static Warehouse open(Path root) {
    Path folder = root.toAbsolutePath().normalize();
    Optional<Warehouse> existing = openExisting(folder);
    if (existing.isPresent()) {
      return existing.get();
    }
    Path own = folder.resolve("_varve");
    Publication publication = new Publication();
    publication.createFolders(List.of(own.resolve("leases"), own.resolve("staging")));
    Path fresh = own.resolve(".new-" + UUID.randomUUID());
    try {
      Files.writeString(fresh, describe(UUID.randomUUID().toString()));
      publication.sync(List.of(fresh));
      publication.publish(Publication.Kind.RECORD, fresh, own.resolve("warehouse.json"));
    } catch (IOException e) {
      throw StorageException.of("write", fresh, e);
    } catch (ConflictException e) {
      // Another process was quicker; its identity counts.
    } finally {
      delete(fresh);
    }
    return openExisting(folder)
        .orElseThrow(
            () ->
                new StorageException(
                    "WAREHOUSE_GONE",
                    "The warehouse " + folder + " vanished while it was opened.",
                    "Build again."));
  }

  /** Opens the warehouse if there is one, for those who only look. */
  public static Optional<Warehouse> openExisting(Path root) {
    Path folder = root.toAbsolutePath().normalize();
    Path file = folder.resolve("_varve").resolve("warehouse.json");
    try {
      return Optional.of(new Warehouse(folder, readId(file, Files.readAllBytes(file))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw StorageException.of("read", file, e);
    }
  }

  public Path root() {
    return root;
  }

  /** Given once, when the warehouse is made; tells two warehouses at one path apart. */
  public String id() {
    return id;
  }

  /** The folder of a table: schema and table of {@code marts.revenue} are two folders. */
  public Path table(String environment, String table) {
    Path folder = tables(environment);
    int dot = table.indexOf('.');
    if (dot < 0) {
      return folder.resolve(fileName(table));
    }
    return folder
        .resolve(fileName(table.substring(0, dot)))
        .resolve(fileName(table.substring(dot + 1)));
  }

  public Path tables(String environment) {
    return root.resolve("tables").resolve(fileName(environment));
  }

  public Path storeFiles() {
    return store().resolve("files");
  }

  /** Where the bytes of a data file have their home. */
  public Path storeFile(Digest digest) {
    return storeFiles().resolve(digest.hex());
  }

  public Path storeRecords() {
    return store().resolve("records");
  }

  public Path storeArtifact(Digest digest) {
    return store().resolve("artifacts").resolve(digest.hex());
  }

  public Path storeIndex(String kind) {
    return store().resolve("index").resolve(fileName(kind));
  }

  private Path store() {
    return own.resolve("store");
  }

  public Path environments() {
    return own.resolve("environments");
  }

  public Path environment(String environment) {
    return environments().resolve(fileName(environment));
  }

  public Path manifest(Digest digest) {
    return own.resolve("manifests").resolve(digest.hex() + ".json");
  }

  public Path leases() {
    return own.resolve("leases");
  }

  public Path waiting(String environment) {
    return leases().resolve(".waiting").resolve(fileName(environment));
  }

  /** The run bundle of a build. */
  public Path run(String buildId) {
    return own.resolve("runs").resolve(fileName(buildId));
  }

  public Path staging() {
    return own.resolve("staging");
  }

  public Path staging(long epoch) {
    return staging().resolve(Long.toString(epoch));
  }

  public Path staging(long epoch, String step) {
    return staging(epoch).resolve(fileName(step));
  }

  /**
   * A name as a file name: letters, digits, {@code _}, {@code -} and inner dots stay, everything
   * else becomes {@code ~} and the hex of its UTF-8 bytes, so that no name leaves its folder and no
   * reader has to undo URL escapes.
   */
  public static String fileName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an empty name");
    }
    StringBuilder safe = new StringBuilder(name.length());
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || (c == '-' && !safe.isEmpty())
              || (c == '.' && !safe.isEmpty());
      if (plain) {
        safe.append(c);
      } else {
        safe.append(String.format("~%02x", (int) c));
      }
    }
    return safe.toString();
  }

  /** The name that has this file name. */
  public static String nameOf(String fileName) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < fileName.length()) {
      char c = fileName.charAt(at);
      boolean escaped = c == '~' && at + 3 <= fileName.length();
      bytes.write(escaped ? HexFormat.fromHexDigits(fileName, at + 1, at + 3) : c);
      at += escaped ? 3 : 1;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String describe(String id) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT_VERSION);
      json.writeStringField("id", id);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String readId(Path file, byte[] content) throws IOException {
    int version = 0;
    String id = "";
    try (JsonParser json = JSON.createParser(content)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          json.nextToken();
          if (field.equals("formatVersion")) {
            version = json.getValueAsInt();
          } else if (field.equals("id")) {
            id = json.getValueAsString("");
          } else {
            json.skipChildren();
          }
        }
      }
    }
    if (version > FORMAT_VERSION) {
      throw new StorageException(
          "WAREHOUSE_TOO_NEW",
          file + " has format version " + version + ", this Varve knows " + FORMAT_VERSION + ".",
          "Use the Varve version that wrote it, or a newer one.");
    }
    if (version < 1 || id.isEmpty()) {
      throw damaged(file, null);
    }
    return id;
  }

  private static StorageException damaged(Path file, IOException cause) {
    return new StorageException(
        "WAREHOUSE_DAMAGED",
        file + " is not a warehouse description.",
        "Restore that file, or choose another warehouse folder.",
        cause);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageException.of("delete", file, e);
    }
  }
}
