package dev.varve.storage.store;

import dev.varve.storage.ConflictException;
import dev.varve.storage.Digest;
import dev.varve.storage.FencedException;
import dev.varve.storage.Publication;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.StorageException;
import dev.varve.storage.Warehouse;
import dev.varve.storage.staging.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory of the warehouse: what each step key once produced. What is damaged or unreadable
 * counts as absent, with a warning: the worst that follows is a rebuild, which then heals it.
 *
 * <p>A record says what a key once produced. What a table holds now is said by the manifest; the
 * two may differ where a model is not deterministic.
 */
public final class Store {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final Set<PosixFilePermission> READ_ONLY =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.OTHERS_READ);

  private final Warehouse warehouse;
  private final Publication publication;

  public Store(Warehouse warehouse, Publication publication) {
    this.warehouse = warehouse;
    this.publication = publication;
  }

  /** A file in an attempt's folder, and the digest of its bytes. */
  public record StagedFile(Path staged, Digest digest) {}

  /**
   * Makes staged files read-only and durable, and gives their bytes their homes in the store; they
   * share the waiting for the disk. The staged names stay usable.
   */
  public void putFiles(Attempt attempt, List<StagedFile> files) {
    if (files.isEmpty()) {
      return;
    }
    files.forEach(file -> makeReadOnly(file.staged()));
    publication.sync(files.stream().map(StagedFile::staged).toList());
    for (StagedFile file : files) {
      Path target = warehouse.storeFile(file.digest());
      try {
        publication.publishUnsynced(Kind.DATA, file.staged(), target);
      } catch (ConflictException e) {
        heal(attempt, file, target);
      }
    }
    publication.sync(List.of(warehouse.storeFiles()));
  }

  /** The check of a skip: size, time of modification and inode of a file in a table's folder. */
  public FileCheck checkStamp(DataFile file, Path folder) {
    Path path = folder.resolve(file.path());
    try {
      return FileStamp.read(path).equals(file.stamp()) ? FileCheck.AS_RECORDED : FileCheck.CHANGED;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return FileCheck.MISSING;
    } catch (IOException e) {
      throw StorageException.of("look at", path, e);
    }
  }

  public boolean verifyStamp(DataFile file, Path folder) {
    return checkStamp(file, folder) == FileCheck.AS_RECORDED;
  }

  /** The check of a read after a change: the bytes of a file in a table's folder. */
  public FileCheck checkDigest(DataFile file, Path folder) {
    return checkDigest(folder.resolve(file.path()), file.digest());
  }

  /** The check of a reuse: the bytes of a file in the store. */
  public FileCheck checkStored(Digest digest) {
    return checkDigest(warehouse.storeFile(digest), digest);
  }

  private static FileCheck checkDigest(Path path, Digest digest) {
    if (!Files.exists(path)) {
      return FileCheck.MISSING;
    }
    return Digest.ofFile(path).equals(digest) ? FileCheck.AS_RECORDED : FileCheck.CHANGED;
  }

  /** The store's bytes are not what their name says: the new ones take their place. */
  private void heal(Attempt attempt, StagedFile file, Path target) {
    if (!Digest.ofFile(file.staged()).equals(file.digest())) {
      throw new StorageException(
          "DIGEST_DIFFERS",
          file.staged() + " has other bytes than those that were digested.",
          "Check the memory and the volume of this machine, then build again.");
    }
    LOG.warn("{} is damaged and is replaced by what was built again", target);
    Path link = attempt.scratch("heal");
    publication.stage(file.staged(), link);
    publication.replace(Kind.DATA, link, target);
  }

  private static void makeReadOnly(Path staged) {
    try {
      Files.setPosixFilePermissions(staged, READ_ONLY);
    } catch (NoSuchFileException e) {
      throw new FencedException(staged + " is gone: this work was taken over.", e);
    } catch (IOException e) {
      throw StorageException.of("make read-only", staged, e);
    }
  }

  /** What the step key once produced. */
  public Optional<ActionRecord> record(String stepKey) {
    Path path = warehouse.storeRecords().resolve(Warehouse.fileName(stepKey));
    Optional<byte[]> value = packed(path);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ActionRecordJson.read(value.get()));
    } catch (IOException e) {
      return absent(path, e.getMessage());
    }
  }

  /**
   * Keeps what steps produced; to be called when all that the records name is published. A record
   * that says the same is left alone; one that says otherwise, or is damaged, is replaced.
   */
  public void putRecords(Attempt attempt, List<ActionRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    SortedMap<String, ActionRecord> byName = new TreeMap<>();
    SortedMap<String, byte[]> values = new TreeMap<>();
    for (ActionRecord actionRecord : records) {
      String name = Warehouse.fileName(actionRecord.stepKey());
      byName.put(name, actionRecord);
      values.put(name, ActionRecordJson.write(actionRecord));
    }
    Path folder = warehouse.storeRecords();
    SortedMap<String, Path> staged = writePacks(attempt, values);
    publication.sync(Set.copyOf(staged.values()));
    for (Map.Entry<String, Path> entry : staged.entrySet()) {
      Path target = folder.resolve(entry.getKey());
      try {
        publication.publishUnsynced(Kind.RECORD, entry.getValue(), target);
      } catch (ConflictException e) {
        replaceRecord(attempt, byName.get(entry.getKey()), target);
      }
    }
    publication.sync(List.of(folder));
  }

  private void replaceRecord(Attempt attempt, ActionRecord fresh, Path target) {
    Optional<ActionRecord> existing = record(fresh.stepKey());
    if (existing.isPresent() && existing.get().sameResult(fresh)) {
      return;
    }
    LOG.info("The action record {} is replaced: it said otherwise or was damaged", target);
    String name = target.getFileName().toString();
    SortedMap<String, byte[]> alone = new TreeMap<>(Map.of(name, ActionRecordJson.write(fresh)));
    Path staged = attempt.write("record", Pack.encode(alone));
    publication.sync(List.of(staged));
    publication.replace(Kind.RECORD, staged, target);
  }

  /** Content by its digest. */
  public Optional<byte[]> artifact(Digest digest) {
    Path path = warehouse.storeArtifact(digest);
    Optional<byte[]> content = content(path);
    if (content.isPresent() && !Digest.of(content.get()).equals(digest)) {
      return absent(path, "its bytes are not what its name says");
    }
    return content;
  }

  public Digest putArtifact(Attempt attempt, byte[] content) {
    Digest digest = Digest.of(content);
    Path target = warehouse.storeArtifact(digest);
    Path staged = attempt.write("artifact", content);
    publication.sync(List.of(staged));
    try {
      publication.publish(Kind.RECORD, staged, target);
    } catch (ConflictException e) {
      LOG.warn("{} is damaged and is replaced", target);
      publication.replace(Kind.RECORD, staged, target);
    }
    return digest;
  }

  /** A hint. It may be stale, lost or replaced at any time. */
  public Optional<byte[]> index(String kind, String key) {
    return packed(warehouse.storeIndex(kind).resolve(Warehouse.fileName(key)));
  }

  public void putIndex(Attempt attempt, String kind, String key, byte[] value) {
    putIndex(attempt, kind, new TreeMap<>(Map.of(key, value)));
  }

  /** Keeps hints. Nothing is synced: a hint that a power cut tears is noticed by its checksum. */
  public void putIndex(Attempt attempt, String kind, SortedMap<String, byte[]> values) {
    SortedMap<String, byte[]> named = new TreeMap<>();
    values.forEach((key, value) -> named.put(Warehouse.fileName(key), value));
    Path folder = warehouse.storeIndex(kind);
    for (Map.Entry<String, Path> entry : writePacks(attempt, named).entrySet()) {
      Path link = attempt.scratch("index");
      publication.stage(entry.getValue(), link);
      publication.replace(Kind.INDEX, link, folder.resolve(entry.getKey()));
    }
  }

  /** The staged pack that holds the value of each name. */
  private static SortedMap<String, Path> writePacks(
      Attempt attempt, SortedMap<String, byte[]> values) {
    SortedMap<String, Path> staged = new TreeMap<>();
    for (SortedMap<String, byte[]> pack : Pack.split(values)) {
      Path file = attempt.write("pack", Pack.encode(pack));
      pack.keySet().forEach(name -> staged.put(name, file));
    }
    return staged;
  }

  private static Optional<byte[]> packed(Path path) {
    Optional<byte[]> pack = content(path);
    if (pack.isEmpty()) {
      return pack;
    }
    try {
      return Optional.of(Pack.find(pack.get(), path.getFileName().toString()));
    } catch (IOException e) {
      return absent(path, e.getMessage());
    }
  }

  private static Optional<byte[]> content(Path path) {
    try {
      return Optional.of(Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return absent(path, e.toString());
    }
  }

  private static <T> Optional<T> absent(Path path, String why) {
    LOG.warn("{} counts as absent: {}", path, why);
    return Optional.empty();
  }
}
