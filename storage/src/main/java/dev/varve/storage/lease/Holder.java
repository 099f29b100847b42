package dev.varve.storage.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Who holds a lease. */
public sealed interface Holder {
  String workflowId();

  /** The first run of the chain of runs that holds the lease. */
  String firstRunId();

  /** Whether both are runs of one chain, so that one may take over from the other unasked. */
  boolean sameChain(Holder other);

  /** The holder, as shown to people. */
  String describe();

  /** A workflow on a Temporal server. */
  record Workflow(String server, String namespace, String workflowId, String firstRunId)
      implements Holder {
    public Workflow {
      Objects.requireNonNull(server);
      Objects.requireNonNull(namespace);
      Objects.requireNonNull(workflowId);
      Objects.requireNonNull(firstRunId);
    }

    /** The server is left out: workers may reach one server under several addresses. */
    @Override
    public boolean sameChain(Holder other) {
      return other instanceof Workflow workflow
          && namespace.equals(workflow.namespace)
          && workflowId.equals(workflow.workflowId)
          && firstRunId.equals(workflow.firstRunId);
    }

    @Override
    public String describe() {
      return "workflow " + workflowId + " in namespace " + namespace + " of " + server;
    }
  }

  /** A build inside one process, without a server. */
  record Embedded(String host, long process, String workflowId, String firstRunId)
      implements Holder {
    public Embedded {
      Objects.requireNonNull(host);
      Objects.requireNonNull(workflowId);
      Objects.requireNonNull(firstRunId);
    }

    /** A build inside this process. */
    public static Embedded here(String workflowId, String firstRunId) {
      return new Embedded(thisHost(), ProcessHandle.current().pid(), workflowId, firstRunId);
    }

    @Override
    public boolean sameChain(Holder other) {
      return equals(other);
    }

    @Override
    public String describe() {
      return "process " + process + " on " + host;
    }

    /** Read from the system first, because asking for it by network may take seconds. */
    static String thisHost() {
      Path name = Path.of("/proc/sys/kernel/hostname");
      try {
        if (Files.isReadable(name)) {
          return Files.readString(name).strip();
        }
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      } catch (IOException e) {
        throw new IllegalStateException("the host's name cannot be read", e);
      }
    }
  }
}
