package io.mirrornet.lab.local;

import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.net.Ipv4Address;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people at a site see of a running lab, and what they do to it. */
public interface Lab extends AutoCloseable {

  /** What it was built from. */
  Scenario scenario();

  /** kubectl as an administrator, past RBAC. */
  Kubectl kubectl();

  /** kubectl as somebody. */
  Kubectl kubectl(String user, String... groups);

  /** How the operator, and any other client inside the cluster, reaches Azure. */
  AzureAccess azure();

  /** Name of the node that is no host: the operator runs there. */
  String operatorNode();

  /** Where the arbiter of all mirrors listens. */
  ArbiterAddress arbiter();

  /** Where the web server of an instance answers, as a guest reaches it: {@code http://IP:PORT}. */
  URI webServer(String virtualMachine, String instance);

  /** Whether a machine has power, and which roles its instances have. */
  List<MirrorState> mirrors();

  /** Power states as ARM knows them ({@code running}, {@code deallocated}, ...), by machine. */
  Map<String, String> powerStates();

  /**
   * A DBA's planned failover: {@code iris stop} on the primary, and once the backup has taken over,
   * {@code iris start} where it was.
   *
   * @throws IllegalArgumentException if there is no such mirror
   * @throws IllegalStateException if no backup is ready to take over
   */
  void failover(String mirror) throws InterruptedException;

  /** {@code iris stop} on a machine. */
  void stop(String virtualMachine, String instance);

  /** {@code iris start} on a machine. */
  void start(String virtualMachine, String instance);

  /** Injects a failure of Azure. */
  void inject(Scenario.InjectedFault fault);

  /**
   * Runs a program inside a virtual machine, in its network and mount namespaces.
   *
   * @throws IllegalStateException if the machine is off
   */
  Process exec(String virtualMachine, List<String> command);

  /**
   * Connects once from inside a virtual machine, unbound, and reads the banner.
   *
   * @throws IllegalStateException if the machine is off
   */
  Attempt connect(String virtualMachine, Ipv4Address address, int port, Duration timeout);

  /** What has happened to machines and mirrors since the lab started, oldest first. */
  List<Happening> happenings();

  @Override
  void close();

  /**
   * A door to Azure.
   *
   * @param resourceManager base URL of ARM, as pods reach it
   * @param authority base URL of the directory, as pods reach it
   * @param audience for which tokens are asked
   * @param clientSecret of the operator's application, for the credential of that kind
   * @param caPem the authority that issued the certificates of both, in PEM
   */
  record AzureAccess(
      URI resourceManager,
      URI authority,
      String audience,
      String subscriptionId,
      String tenantId,
      String clientId,
      String clientSecret,
      String caPem) {}

  /** Address and port of the arbiter. */
  record ArbiterAddress(Ipv4Address address, int port) {}

  /** A mirror's members at one moment. */
  record MirrorState(String name, Optional<String> primaryHost, List<MemberState> members) {

    public MirrorState {
      members = List.copyOf(members);
    }
  }

  /**
   * A member at one moment.
   *
   * @param status in InterSystems' words: Primary, Backup, Down, ...
   * @param failoverReady whether it could take over now
   */
  record MemberState(
      String host, String instance, String status, boolean running, boolean failoverReady) {}

  /** Something that happened. */
  sealed interface Happening {

    /** When. */
    Instant at();

    /**
     * A machine was deallocated.
     *
     * @param sessionsCut connections to instances on it that were open when it lost its power
     * @param stoppedDirty instances that still ran then
     */
    record Deallocated(
        Instant at, String virtualMachine, int sessionsCut, List<String> stoppedDirty)
        implements Happening {}

    /** A machine was started. */
    record Started(Instant at, String virtualMachine, List<String> interfaces)
        implements Happening {}

    /** A mirror has this primary from now on; empty: none. */
    record PrimaryChanged(Instant at, String mirror, Optional<String> host) implements Happening {}
  }
}
