package dev.varve.activities.temporal;

import dev.varve.activities.phase.FollowedBuild;
import dev.varve.activities.phase.RequestDigest;
import dev.varve.activities.phase.compile.ProjectLook;
import dev.varve.activities.phase.project.BuildFolder;
import dev.varve.activities.phase.project.Lanes;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.planner.InputException;
import dev.varve.storage.lease.Holder;
import dev.varve.storage.lease.Lease;
import dev.varve.storage.lease.LeaseOutcome;
import dev.varve.storage.lease.Leases;
import dev.varve.workflows.lease.AttachRequest;
import dev.varve.workflows.lease.Attachment;
import dev.varve.workflows.lease.LeaseActivities;
import dev.varve.workflows.lease.LeaseGrant;
import dev.varve.workflows.lease.LeaseRef;
import dev.varve.workflows.lease.LeaseRequest;
import dev.varve.workflows.lease.ReleaseResult;
import java.util.Optional;

/** The lease activities over the leases of a warehouse. */
final class BuildLeases implements LeaseActivities {
  private final ActivitySettings settings;

  BuildLeases(ActivitySettings settings) {
    this.settings = settings;
  }

  @Override
  public LeaseGrant acquireLease(LeaseRequest request) {
    return Failures.translated(() -> acquire(request));
  }

  private LeaseGrant acquire(LeaseRequest request) {
    BuildFolder folder = folder(request);
    OpenWarehouse warehouse = settings.warehouses().make(folder.warehouse());
    Leases leases = settings.leases(warehouse.warehouse());
    Holder holder = settings.holder(request);
    if (request.keepEpoch() > 0) {
      Lease kept = leases.continueWith(request.environment(), request.keepEpoch(), holder);
      return granted(folder, warehouse, kept, kept.epoch());
    }
    LeaseOutcome outcome =
        leases.take(
            request.environment(),
            holder,
            request.buildId(),
            request.takeLease(),
            CurrentAttempt.here());
    if (outcome instanceof LeaseOutcome.Granted taken) {
      if (holder instanceof Holder.Workflow workflow) {
        leases.forget(request.environment(), workflow);
      }
      return granted(folder, warehouse, taken.lease(), taken.previousEpoch());
    }
    LeaseOutcome.Busy busy = (LeaseOutcome.Busy) outcome;
    boolean superseded =
        request.waitForIt()
            && holder instanceof Holder.Workflow workflow
            && !leases.wait(
                request.environment(),
                workflow,
                RequestDigest.of(request.project(), request.wanted()));
    return new LeaseGrant(
        false,
        0,
        0,
        folder.project(),
        folder.warehouse().toString(),
        warehouse.warehouse().id(),
        busy.current().holder().describe(),
        busy.current().holder().workflowId(),
        busy.current().buildId(),
        busy.why(),
        superseded,
        settings.searchAttributes().getAsBoolean());
  }

  /** Of a project that cannot be built whatever happens, all is told before a warehouse is made. */
  private BuildFolder folder(LeaseRequest request) {
    try (Lanes lanes = new Lanes()) {
      ProjectLook look = new ProjectLook(settings.warehouses(), lanes, settings.laneVersion());
      BuildFolder folder = look.folder(request.project(), request.environment());
      if (!folder.holdsModels()) {
        throw new InputException(look.faults(request.project(), request.environment()));
      }
      return folder;
    }
  }

  private LeaseGrant granted(
      BuildFolder folder, OpenWarehouse warehouse, Lease lease, long previousEpoch) {
    return new LeaseGrant(
        true,
        lease.epoch(),
        previousEpoch,
        folder.project(),
        folder.warehouse().toString(),
        warehouse.warehouse().id(),
        "",
        "",
        "",
        "",
        false,
        settings.searchAttributes().getAsBoolean());
  }

  @Override
  public void stopWaiting(LeaseRequest request) {
    Failures.translated(
        () -> {
          BuildFolder folder = BuildFolder.read(request.project());
          if (settings.holder(request) instanceof Holder.Workflow workflow) {
            OpenWarehouse warehouse = settings.warehouses().make(folder.warehouse());
            settings.leases(warehouse.warehouse()).forget(request.environment(), workflow);
          }
          return folder;
        });
  }

  @Override
  public ReleaseResult releaseLease(LeaseRef ref) {
    return Failures.translated(() -> release(ref));
  }

  private ReleaseResult release(LeaseRef ref) {
    OpenWarehouse warehouse = settings.warehouses().require(ref.warehouse(), ref.warehouseId());
    Leases leases = settings.leases(warehouse.warehouse());
    Optional<Lease> current =
        leases.current(ref.environment()).filter(lease -> lease.epoch() == ref.epoch());
    if (current.isEmpty()) {
      return new ReleaseResult("");
    }
    leases.release(current.get());
    return new ReleaseResult(
        leases.takeOldestWaiter(ref.environment()).map(Holder::workflowId).orElse(""));
  }

  @Override
  public Attachment followHolder(AttachRequest request) {
    return Failures.translated(
        () ->
            new FollowedBuild(
                    settings.warehouses().require(request.warehouse(), request.warehouseId()),
                    request.holderBuildId())
                .look(request.request()));
  }
}
