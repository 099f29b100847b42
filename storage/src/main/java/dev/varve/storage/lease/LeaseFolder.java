package dev.varve.storage.lease;

import dev.varve.storage.Publication;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.Publication.Outcome;
import dev.varve.storage.StorageException;
import dev.varve.storage.Warehouse;
import dev.varve.storage.internal.NumberedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/** The files in {@code leases/}: numbered, immutable, linked from {@code .new-<uuid>}. */
final class LeaseFolder {
  private final Warehouse warehouse;
  private final Publication publication;

  LeaseFolder(Warehouse warehouse, Publication publication) {
    this.warehouse = warehouse;
    this.publication = publication;
  }

  /** The file with the highest epoch. */
  Optional<LeaseFile> highest() {
    SortedSet<Long> epochs = NumberedFiles.in(warehouse.leases());
    return epochs.isEmpty() ? Optional.empty() : Optional.of(existing(epochs.last()));
  }

  /** The latest lease of an environment, released or not. */
  Optional<Lease> latest(String environment) {
    return highest().flatMap(file -> latest(environment, file));
  }

  Optional<Lease> latest(String environment, LeaseFile highest) {
    Long epoch = highest.latest().get(environment);
    if (epoch == null) {
      return Optional.empty();
    }
    return epoch == highest.lease().epoch()
        ? Optional.of(highest.lease())
        : Optional.of(existing(epoch).lease());
  }

  /** The latest files are never deleted; to believe that there is none would free a held lease. */
  private LeaseFile existing(long epoch) {
    return read(epoch)
        .orElseThrow(
            () ->
                new StorageException(
                    "LEASE_UNREADABLE",
                    "The lease " + file(epoch) + " is gone.",
                    "Restore that file."));
  }

  Optional<LeaseFile> read(long epoch) {
    Path file = file(epoch);
    try {
      LeaseFile read = LeaseFile.fromJson(Files.readAllBytes(file));
      if (read.lease().epoch() != epoch) {
        throw new IOException("it names epoch " + read.lease().epoch());
      }
      return Optional.of(read);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageException(
          "LEASE_UNREADABLE",
          "The lease " + file + " cannot be read: " + e.getMessage() + ".",
          "Restore that file, or use the Varve version that wrote it.",
          e);
    }
  }

  boolean isReleased(Lease lease) {
    return Files.exists(released(lease.epoch()));
  }

  Path file(long epoch) {
    return NumberedFiles.file(warehouse.leases(), epoch);
  }

  Path lock(long epoch) {
    return warehouse.leases().resolve(epoch + ".lock");
  }

  Path released(long epoch) {
    return warehouse.leases().resolve(epoch + ".released");
  }

  Path fresh() {
    return warehouse.leases().resolve(".new-" + UUID.randomUUID());
  }

  /** Writes, syncs and links a small file. */
  Outcome publish(byte[] content, Path target) {
    Path fresh = fresh();
    try {
      Files.write(fresh, content);
      publication.sync(List.of(fresh));
      return publication.publish(Kind.LEASE, fresh, target);
    } catch (IOException e) {
      throw StorageException.of("write", fresh, e);
    } finally {
      EmbeddedLocks.delete(fresh);
    }
  }
}
