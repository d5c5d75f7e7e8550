package io.mirrornet.lab.kubernetes;

import static io.mirrornet.lab.kubernetes.ControlPlaneFailedException.Reason.COMPONENT_EXITED;
import static io.mirrornet.lab.kubernetes.ControlPlaneFailedException.Reason.NOT_READY_IN_TIME;

import io.mirrornet.lab.pki.CertificateAuthority;
import io.mirrornet.lab.pki.CertificateRequest;
import io.mirrornet.lab.programs.ChildProcess;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of Kubernetes that remember and decide: etcd and API server, on demand the controllers
 * and the scheduler. Takes no root on loopback. Any number can run at once.
 */
public final class ControlPlane implements AutoCloseable {

  /** The group that may do everything, whatever RBAC says. */
  private static final String ADMINISTRATORS = "system:masters";

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int SHOWN_LINES = 20;

  /** How much of Kubernetes runs. */
  public enum Extent {
    /** Objects are stored, admitted and authorized; nothing acts on them. */
    API_SERVER,
    /** DaemonSets get pods, garbage is collected, service accounts appear, pods are scheduled. */
    WITH_CONTROLLERS
  }

  private record Component(String name, ChildProcess process) {}

  private final Programs programs;
  private final Site site;
  private final WorkDirectory work;
  private final CertificateAuthority authority;
  private final URI server;
  private final Deque<Component> components = new ConcurrentLinkedDeque<>();
  private final Thread hook = Thread.ofPlatform().unstarted(this::end);
  private Duration startup = Duration.ZERO;
  private boolean closed;

  private ControlPlane(
      Programs programs, Site site, WorkDirectory work, CertificateAuthority authority, int port) {
    this.programs = programs;
    this.site = site;
    this.work = work;
    this.authority = authority;
    this.server = URI.create("https://%s:%d".formatted(site.address(), port));
  }

  /**
   * Starts a control plane and waits until it is ready, some seconds. Programs that are not there
   * yet are made first, which takes minutes.
   *
   * @throws ControlPlaneFailedException if it does not come up; nothing of it is left then
   * @throws io.mirrornet.lab.programs.ProgramUnavailableException if a program cannot be had
   */
  public static ControlPlane start(Programs programs, Site site, Extent extent) {
    programs(extent).forEach(programs::path);
    long began = System.nanoTime();
    SecureRandom random = new SecureRandom();
    CertificateAuthority authority =
        CertificateAuthority.create("kubernetes", InstantSource.system(), random);
    WorkDirectory work = WorkDirectory.create("kubernetes");
    try (ReservedPort port = ReservedPort.at(site)) {
      ControlPlane plane = new ControlPlane(programs, site, work, authority, port.number());
      Runtime.getRuntime().addShutdownHook(plane.hook);
      try {
        plane.run(extent, random);
        plane.startup = Duration.ofNanos(System.nanoTime() - began);
        return plane;
      } catch (RuntimeException | Error e) {
        plane.close();
        throw e;
      }
    }
  }

  /** Where the API server answers, by https. */
  public URI server() {
    return server;
  }

  /** Who issued all certificates. */
  public CertificateAuthority authority() {
    return authority;
  }

  /** How long it took from the first process to readiness. */
  public Duration startup() {
    return startup;
  }

  /** A kubeconfig with a new client certificate of this user. */
  public Kubeconfig kubeconfig(String user, String... groups) {
    return new Kubeconfig(server, authority.issue(CertificateRequest.client(user, groups)));
  }

  /** kubectl as an administrator, past RBAC. */
  public Kubectl kubectl() {
    return kubectl(kubeconfig("lab-administrator", ADMINISTRATORS));
  }

  /** kubectl as that user. */
  public Kubectl kubectl(Kubeconfig kubeconfig) {
    return new Kubectl(programs.path(Program.KUBECTL), write(kubeconfig), site);
  }

  /** Ends everything in order and deletes its files. Waits for the end. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The JVM is ending already; then the hook is at work or done, and all the same.
    }
  }

  private synchronized void end() {
    if (closed) {
      return;
    }
    closed = true;
    // Last started, first ended: the API server must not lose its store while it writes.
    components.forEach(component -> component.process().close());
    work.close();
  }

  private void run(Extent extent, SecureRandom random) {
    try {
      Path etcd = Files.createDirectory(work.path().resolve("etcd"));
      Credentials credentials =
          Credentials.write(work.path().resolve("pki"), authority, random, site.address());
      start(Program.ETCD, etcd, Flags.etcd(etcd));
      start(
          Program.KUBE_APISERVER,
          work.path(),
          Flags.apiServer(etcd, credentials, site.address(), server.getPort()));
      awaitAnswer("/readyz");
      awaitAnswer("/api/v1/namespaces/default");
      switch (extent) {
        case API_SERVER -> {}
        case WITH_CONTROLLERS -> startControllers(credentials);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the control plane's files cannot be written", e);
    }
  }

  private void startControllers(Credentials credentials) {
    start(
        Program.KUBE_CONTROLLER_MANAGER,
        work.path(),
        Flags.controllerManager(credentials, file("system:kube-controller-manager")));
    start(Program.KUBE_SCHEDULER, work.path(), Flags.scheduler(file("system:kube-scheduler")));
    // Without it no pod of the namespace is admitted.
    awaitAnswer("/api/v1/namespaces/default/serviceaccounts/default");
  }

  private synchronized void start(Program program, Path directory, List<String> flags) {
    if (closed) {
      throw new IllegalStateException("the control plane was closed while it started");
    }
    List<String> command =
        Stream.concat(Stream.of(programs.path(program).toString()), flags.stream()).toList();
    Path log = work.path().resolve(program.fileName() + ".log");
    components.push(
        new Component(
            program.fileName(),
            ChildProcess.start(command, Map.of(), directory, log, site.birthplace())));
  }

  private void awaitAnswer(String path) {
    ApiProbe probe =
        new ApiProbe(site, server, kubeconfig("lab-probe", ADMINISTRATORS).identity().sslContext());
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!probe.isThere(path)) {
      for (Component component : components) {
        if (component.process().waitFor(TICK.dividedBy(components.size()))) {
          throw new ControlPlaneFailedException(
              COMPONENT_EXITED,
              "%s ended with status %d. Its last words:%n%s"
                  .formatted(
                      component.name(),
                      component.process().exitStatus(),
                      component.process().lastLines(SHOWN_LINES)));
        }
      }
      if (System.nanoTime() > deadline) {
        throw new ControlPlaneFailedException(
            NOT_READY_IN_TIME,
            "%s%s did not answer for %d s. Last words:%n%s"
                .formatted(server, path, LIMIT.toSeconds(), lastWords()));
      }
    }
  }

  private String lastWords() {
    return components.stream()
        .map(component -> component.name() + ":\n" + component.process().lastLines(SHOWN_LINES))
        .collect(Collectors.joining("\n"));
  }

  private Path file(String user) {
    return write(kubeconfig(user)).resolve(Kubeconfig.FILE_NAME);
  }

  /** A new directory with the user's {@code kubeconfig}. */
  private Path write(Kubeconfig kubeconfig) {
    try {
      Path directory = Files.createTempDirectory(work.path(), "user-");
      Files.writeString(directory.resolve(Kubeconfig.FILE_NAME), kubeconfig.yaml());
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("no kubeconfig can be written", e);
    }
  }

  private static Stream<Program> programs(Extent extent) {
    Stream<Program> always = Stream.of(Program.ETCD, Program.KUBE_APISERVER, Program.KUBECTL);
    return switch (extent) {
      case API_SERVER -> always;
      case WITH_CONTROLLERS ->
          Stream.concat(always, Stream.of(Program.KUBE_CONTROLLER_MANAGER, Program.KUBE_SCHEDULER));
    };
  }
}
