package dev.varve.storage.lease;

import dev.varve.storage.ConflictException;
import dev.varve.storage.FencedException;
import dev.varve.storage.Publication;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.Publication.Outcome;
import dev.varve.storage.Warehouse;
import dev.varve.storage.lease.LeaseOutcome.Busy;
import dev.varve.storage.lease.LeaseOutcome.Granted;
import dev.varve.storage.staging.StagingFolders;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Takes, keeps and releases the leases of a warehouse's environments.
 *
 * <p>Taking one is done in an order that no pause can spoil: link the next epoch's file, make its
 * staging folder, take the staging of every lower epoch of the environment away, read the leases
 * again. Whoever is stopped anywhere in between, and overtaken, finds a higher epoch at the end;
 * whoever is overtaken later finds his staging gone.
 *
 * <p>Not final, for the same reason as {@link Publication}: tests put a process to sleep between
 * the steps.
 */
public class Leases {
  private final Warehouse warehouse;
  private final Publication publication;
  private final Liveness liveness;
  private final LeaseFolder folder;
  private final Waiters waiters;

  public Leases(Warehouse warehouse, Publication publication, Liveness liveness) {
    this.warehouse = warehouse;
    this.publication = publication;
    this.liveness = liveness;
    this.folder = new LeaseFolder(warehouse, publication);
    this.waiters = new Waiters(warehouse, folder, liveness);
  }

  /**
   * Takes the environment's lease under a new epoch, unless somebody else has it.
   *
   * @param force take it also from a holder of whom it cannot be said whether he is alive
   * @param stillAsked whether the chain still waits for this very answer. Asked before a lease of
   *     the own chain is taken over: an earlier attempt that slept would otherwise take it from the
   *     later one that works under it
   * @throws FencedException when somebody else took it meanwhile, or nobody waits for the answer
   */
  public LeaseOutcome take(
      String environment,
      Holder holder,
      String buildId,
      boolean force,
      BooleanSupplier stillAsked) {
    while (true) {
      Optional<LeaseFile> highest = folder.highest();
      Optional<Lease> previous = highest.flatMap(file -> folder.latest(environment, file));
      Optional<Lease> unreleased = previous.filter(lease -> !folder.isReleased(lease));
      if (unreleased.isPresent()) {
        if (unreleased.get().holder().sameChain(holder) && !stillAsked.getAsBoolean()) {
          throw new FencedException(
              "Nobody waits any more for a lease of " + environment + " by this attempt.");
        }
        Optional<String> busy = whyBusy(unreleased.get(), holder, force);
        if (busy.isPresent()) {
          return new Busy(unreleased.get(), busy.get());
        }
      }
      long epoch = highest.map(file -> file.lease().epoch()).orElse(0L) + 1;
      Lease lease = new Lease(environment, epoch, holder, buildId);
      SortedMap<String, Long> latest =
          new TreeMap<>(highest.map(LeaseFile::latest).orElseGet(TreeMap::new));
      latest.put(environment, epoch);
      if (link(lease, new LeaseFile(lease, UUID.randomUUID().toString(), latest).toJson())) {
        makeStaging(lease);
        fenceLower(lease);
        requireLatest(lease);
        // A lock of this very holder under an older epoch has done its service.
        unreleased.ifPresent(old -> EmbeddedLocks.release(folder.lock(old.epoch())));
        return new Granted(lease, previous.map(Lease::epoch).orElse(0L), unreleased);
      }
    }
  }

  /**
   * Keeps the epoch for the next run of an unbroken chain.
   *
   * @throws FencedException when the lease was released or taken by somebody else
   */
  public Lease continueWith(String environment, long epoch, Holder holder) {
    Lease latest =
        folder
            .latest(environment)
            .orElseThrow(() -> new FencedException("There is no lease of " + environment + "."));
    if (latest.epoch() != epoch
        || !latest.holder().sameChain(holder)
        || folder.isReleased(latest)
        || !StagingFolders.exists(warehouse, epoch)) {
      throw new FencedException(
          "Epoch " + epoch + " of " + environment + " was released or taken over.");
    }
    return latest;
  }

  /** Ends the epoch: whoever still works under it is fenced, and the environment is free. */
  public void release(Lease lease) {
    StagingFolders.remove(warehouse, lease.epoch());
    String content = "{\"formatVersion\":1,\"epoch\":" + lease.epoch() + "}\n";
    folder.publish(content.getBytes(StandardCharsets.UTF_8), folder.released(lease.epoch()));
    EmbeddedLocks.release(folder.lock(lease.epoch()));
    EmbeddedLocks.delete(folder.lock(lease.epoch()));
  }

  /** The lease that is not released, whether or not its holder is alive. */
  public Optional<Lease> current(String environment) {
    return folder.latest(environment).filter(lease -> !folder.isReleased(lease));
  }

  /**
   * Leaves word that a workflow waits for the lease.
   *
   * @param request what it would build; of those that would build the same, only the first waits
   * @return false when such a one waits already and is alive: the caller is superseded
   */
  public boolean wait(String environment, Holder.Workflow waiter, String request) {
    return waiters.add(environment, waiter, request);
  }

  /**
   * Takes the one alive that has waited longest off the list, to be told that the lease is free.
   */
  public Optional<Holder.Workflow> takeOldestWaiter(String environment) {
    return waiters.takeOldest(environment);
  }

  /** Takes a workflow off the list: it has the lease, or does not want it any more. */
  public void forget(String environment, Holder.Workflow waiter) {
    waiters.remove(environment, waiter);
  }

  /** Links the file of the next epoch; false when another taker was quicker. */
  protected boolean link(Lease lease, byte[] content) {
    if (lease.holder() instanceof Holder.Embedded) {
      return linkLocked(lease, content);
    }
    return linkFile(lease, content);
  }

  private boolean linkFile(Lease lease, byte[] content) {
    try {
      folder.publish(content, folder.file(lease.epoch()));
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  /** The lock is taken before the lease becomes visible, and never synced: see its class. */
  private boolean linkLocked(Lease lease, byte[] content) {
    Path fresh = folder.fresh();
    Path lockFile = folder.lock(lease.epoch());
    FileChannel channel = EmbeddedLocks.create(fresh);
    boolean linked = false;
    try {
      linked =
          linkFile(lease, content)
              && publication.publish(Kind.LEASE, fresh, lockFile) == Outcome.LINKED;
    } finally {
      EmbeddedLocks.delete(fresh);
      if (linked) {
        EmbeddedLocks.hold(lockFile, channel);
      } else {
        EmbeddedLocks.close(channel, fresh);
      }
    }
    return linked;
  }

  protected void makeStaging(Lease lease) {
    StagingFolders.create(warehouse, lease.epoch());
  }

  /** Takes away the staging of every lower epoch of the environment, and what nobody can own. */
  protected void fenceLower(Lease lease) {
    for (long epoch : StagingFolders.epochs(warehouse).headSet(lease.epoch())) {
      boolean ours =
          folder
              .read(epoch)
              .map(file -> file.lease().environment().equals(lease.environment()))
              .orElse(true);
      if (ours) {
        StagingFolders.remove(warehouse, epoch);
      }
    }
    StagingFolders.sweep(warehouse);
  }

  /** Reads the leases again. */
  protected void requireLatest(Lease lease) {
    long latest = folder.latest(lease.environment()).map(Lease::epoch).orElse(0L);
    if (latest != lease.epoch()) {
      EmbeddedLocks.release(folder.lock(lease.epoch()));
      throw new FencedException(
          "Epoch "
              + latest
              + " of "
              + lease.environment()
              + " was taken after "
              + lease.epoch()
              + ".");
    }
  }

  private Optional<String> whyBusy(Lease current, Holder taker, boolean force) {
    if (current.holder().sameChain(taker)) {
      return Optional.empty();
    }
    String holder = current.holder().describe();
    return switch (state(current)) {
      case CLOSED -> Optional.empty();
      case OPEN ->
          Optional.of(
              "Environment " + current.environment() + " is being built by " + holder + ".");
      case UNKNOWN ->
          force
              ? Optional.empty()
              : Optional.of(
                  "Environment "
                      + current.environment()
                      + " is held by "
                      + holder
                      + ", who cannot be asked. If it is surely dead, use --take-lease.");
    };
  }

  private Liveness.Answer state(Lease current) {
    if (current.holder() instanceof Holder.Workflow workflow) {
      return liveness.of(workflow);
    }
    Holder.Embedded embedded = (Holder.Embedded) current.holder();
    if (!embedded.host().equals(Holder.Embedded.thisHost())) {
      return Liveness.Answer.UNKNOWN;
    }
    return switch (EmbeddedLocks.state(folder.lock(current.epoch()))) {
      case HELD -> Liveness.Answer.OPEN;
      case FREE -> Liveness.Answer.CLOSED;
      // Between the two links of taking, or dead right there.
      case ABSENT ->
          ProcessHandle.of(embedded.process()).isPresent()
              ? Liveness.Answer.UNKNOWN
              : Liveness.Answer.CLOSED;
    };
  }
}
