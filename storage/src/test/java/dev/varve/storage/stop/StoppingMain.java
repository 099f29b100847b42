package dev.varve.storage.stop;

import dev.varve.storage.FencedException;
import dev.varve.storage.Publication;
import dev.varve.storage.Warehouse;
import dev.varve.storage.lease.Holder;
import dev.varve.storage.lease.Lease;
import dev.varve.storage.lease.LeaseOutcome;
import dev.varve.storage.lease.Leases;
import dev.varve.storage.lease.Liveness;
import dev.varve.storage.staging.Attempt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that does what it is told on standard input, puts itself to sleep where it is told to,
 * and answers with one line how each task ended.
 */
public final class StoppingMain {
  /** Where a lease taker may be put to sleep. */
  enum Point {
    NEVER,
    BEFORE_LINK,
    AFTER_LINK,
    BEFORE_FENCING,
    BEFORE_READING_AGAIN,
    AFTER_TAKING
  }

  private StoppingMain() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader tasks =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String task;
    while ((task = tasks.readLine()) != null) {
      System.out.println(answer(task.split("\t")));
    }
  }

  private static String answer(String[] task) {
    try {
      Warehouse warehouse = Warehouse.open(Path.of(task[1]));
      Path marker = Path.of(task[2]);
      return switch (task[0]) {
        case "work" -> {
          Publication.Kind kind = Publication.Kind.valueOf(task[3]);
          Attempt attempt = Attempt.begin(warehouse, Long.parseLong(task[4]), "step", 1);
          Work.run(warehouse, stopping(kind, Integer.parseInt(task[5]), marker), attempt);
          yield "DONE";
        }
        case "take" -> {
          Holder holder =
              task[4].equals("embedded")
                  ? Holder.Embedded.here("child", "run")
                  : new Holder.Workflow("server", "namespace", "child", "run");
          yield take(warehouse, marker, Point.valueOf(task[3]), holder);
        }
        default -> "UNKNOWN " + task[0];
      };
    } catch (FencedException e) {
      return e.code();
    } catch (RuntimeException e) {
      return "FAILED " + e;
    }
  }

  private static String take(Warehouse warehouse, Path marker, Point point, Holder holder) {
    Leases leases = new StoppingLeases(warehouse, point, marker);
    LeaseOutcome outcome = leases.take("dev", holder, "build", false, () -> true);
    if (outcome instanceof LeaseOutcome.Granted granted) {
      stopAt(Point.AFTER_TAKING, point, marker);
      leases.continueWith("dev", granted.lease().epoch(), holder);
      return "GRANTED";
    }
    return "BUSY";
  }

  private static void stopAt(Point here, Point wanted, Path marker) {
    if (here == wanted) {
      try {
        Stop.here(marker);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Stops before the n-th publication of a kind. */
  private static Publication stopping(Publication.Kind stopKind, int ordinal, Path marker) {
    return new Publication() {
      private int seen;

      @Override
      protected void link(Kind kind, Path staged, Path target) throws IOException {
        count(kind);
        super.link(kind, staged, target);
      }

      @Override
      protected void rename(Kind kind, Path staged, Path target) throws IOException {
        count(kind);
        super.rename(kind, staged, target);
      }

      private void count(Kind kind) throws IOException {
        if (kind == stopKind && ++seen == ordinal) {
          Stop.here(marker);
        }
      }
    };
  }

  private static final class StoppingLeases extends Leases {
    private final Point point;
    private final Path marker;

    StoppingLeases(Warehouse warehouse, Point point, Path marker) {
      super(
          warehouse,
          point == Point.BEFORE_LINK
              ? stopping(Publication.Kind.LEASE, 1, marker)
              : new Publication(),
          holder -> Liveness.Answer.OPEN);
      this.point = point;
      this.marker = marker;
    }

    @Override
    protected void makeStaging(Lease lease) {
      stopAt(Point.AFTER_LINK, point, marker);
      super.makeStaging(lease);
    }

    @Override
    protected void fenceLower(Lease lease) {
      stopAt(Point.BEFORE_FENCING, point, marker);
      super.fenceLower(lease);
    }

    @Override
    protected void requireLatest(Lease lease) {
      stopAt(Point.BEFORE_READING_AGAIN, point, marker);
      super.requireLatest(lease);
    }
  }
}
