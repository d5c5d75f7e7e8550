package io.mirrornet.lab.kubernetes;

import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.programs.Birthplace;
import io.mirrornet.net.Ipv4Address;
import java.util.concurrent.Callable;

/** Where a control plane runs and at which address it is called. */
public sealed interface Site {

  /** The address that the API server binds, and no other. */
  Ipv4Address address();

  /** Starts a process here. */
  Birthplace birthplace();

  /** Runs the task where {@link #address} can be reached. */
  <T> T call(Callable<T> task);

  /** The machine's own loopback: takes no root. */
  record Loopback() implements Site {

    @Override
    public Ipv4Address address() {
      return Ipv4Address.parse("127.0.0.1");
    }

    @Override
    public Birthplace birthplace() {
      return Birthplace.here();
    }

    @Override
    public <T> T call(Callable<T> task) {
      try {
        return task.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * A network namespace.
   *
   * @param namespace outlives the control plane
   * @param address of an interface in it
   */
  record InNamespace(NetworkNamespace namespace, Ipv4Address address) implements Site {

    @Override
    public Birthplace birthplace() {
      return namespace::start;
    }

    @Override
    public <T> T call(Callable<T> task) {
      return namespace.call(task);
    }
  }
}
