package io.mirrornet.agent;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.agent.guard.Guard;
import io.mirrornet.agent.guard.GuardListener;
import io.mirrornet.agent.guard.LinuxRouteTable;
import io.mirrornet.agent.guard.Programmed;
import io.mirrornet.agent.guard.RouteTable;
import io.mirrornet.agent.guard.RouteTable.Disturbance;
import io.mirrornet.agent.kubernetes.ApiServer;
import io.mirrornet.agent.kubernetes.HostRouteWatch;
import io.mirrornet.agent.kubernetes.Kinds;
import io.mirrornet.agent.kubernetes.StatusWriter;
import io.mirrornet.agent.linux.SocketTable;
import io.mirrornet.agent.loop.HostLoop;
import io.mirrornet.agent.loop.Inbox;
import io.mirrornet.agent.metrics.AgentMetrics;
import io.mirrornet.agent.metrics.HttpEndpoint;
import io.mirrornet.agent.probe.HttpPageReader;
import io.mirrornet.agent.probe.MemberReader;
import io.mirrornet.agent.probe.ProofPort;
import io.mirrornet.agent.probe.TcpConnector;
import io.mirrornet.net.Ipv4Address;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wiring of the agent. */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  /** Twice the longest rest of the guard, and some more: then it is stuck. */
  private static final Duration STUCK = Duration.ofMinutes(3);

  /** Two small pages of each instance, from the same machine. */
  private static final Duration ROLES = Duration.ofSeconds(10);

  /** {@code EX_CONFIG} ({@code sysexits.h}). */
  private static final int BAD_CONFIGURATION = 78;

  private Main() {}

  /** Runs until the process is ended, and leaves everything in place then. */
  public static void main(String[] arguments) {
    try {
      run(AgentConfig.of(System.getenv()));
    } catch (IllegalArgumentException e) {
      LOG.atError().log(String.valueOf(e.getMessage()));
      System.exit(BAD_CONFIGURATION);
    }
  }

  private static void run(AgentConfig config) {
    AgentMetrics metrics = new AgentMetrics(System::nanoTime);
    Inbox inbox = new Inbox();
    Random random = new Random();
    try (KubernetesClient client = Kinds.client();
        RouteTable table = new LinuxRouteTable(config.marks());
        HttpPageReader pages = new HttpPageReader();
        SocketTable sockets = SocketTable.ofThisNamespace();
        ProofPort proofPort = new ProofPort(config.proofPort());
        HostRouteWatch watch = new HostRouteWatch(client, config.nodeName(), inbox::put);
        HttpEndpoint _ =
            new HttpEndpoint(
                config.listen(),
                metrics,
                () -> metrics.sinceLastLook().compareTo(STUCK) < 0 || !watch.isComplete(),
                watch::isComplete)) {
      Guard guard = new Guard(table, System::nanoTime, random, toBoth(metrics, inbox));
      Set<Ipv4Address> standing = table.standing();
      Thread.ofPlatform().name("guard").start(guard);
      watch.start();
      LOG.atInfo().addKeyValue("config", config).log("agent started");

      ApiServer server = new ApiServer(client);
      Set<Ipv4Address> protectedAddresses = new HashSet<>(config.protectedAddresses());
      protectedAddresses.addAll(server.addresses());
      TcpConnector connector = new TcpConnector(System::nanoTime);
      new HostLoop(
              new HostLoop.Host(
                  () -> server.nodeUid(config.nodeName()),
                  protectedAddresses,
                  config.retry(),
                  ROLES),
              inbox,
              guard::keep,
              standing,
              new HostLoop.Eyes(connector, proofPort, new MemberReader(pages, connector, sockets)),
              new StatusWriter(client),
              InstantSource.system(),
              random)
          .run();
    }
  }

  private static GuardListener toBoth(AgentMetrics metrics, Inbox inbox) {
    return new GuardListener() {
      @Override
      public void looked(Programmed programmed, Disturbance disturbance, Duration took) {
        metrics.looked(programmed, disturbance, took);
        inbox.put(programmed);
      }

      @Override
      public void failed() {
        metrics.failed();
      }
    };
  }
}
