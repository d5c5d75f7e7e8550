package io.mirrornet.lab.kubernetes.node;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.mirrornet.lab.kubernetes.ControlPlane;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.programs.ChildProcess;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Kubernetes node on a virtual machine. Its processes are in a PID namespace of their own:
 * without power the kernel kills all of them at once, pods included, and the same happens when this
 * JVM ends. What they wrote stays on the disk for the next boot.
 */
public final class NodeMachine implements AutoCloseable {

  private static final Duration DEATH = Duration.ofSeconds(30);
  private static final int SHOWN_LINES = 10;

  private final NodeSpec spec;
  private final Programs programs;
  private final Path images;
  private final WorkDirectory disk;
  private final ControlGroup controlGroup;
  private final NodeConfiguration configuration;
  private Optional<ChildProcess> init = Optional.empty();

  private NodeMachine(
      NodeSpec spec,
      Programs programs,
      Path images,
      WorkDirectory disk,
      ControlGroup controlGroup,
      NodeConfiguration configuration) {
    this.spec = spec;
    this.programs = programs;
    this.images = images;
    this.disk = disk;
    this.controlGroup = controlGroup;
    this.configuration = configuration;
  }

  /**
   * Prepares the disk of a node that joins the control plane at its first boot.
   *
   * @param images archives that are imported when it boots: there is no registry
   */
  public static NodeMachine create(
      NodeSpec spec, ControlPlane plane, Programs programs, Path images) {
    WorkDirectory disk = WorkDirectory.create("node-" + spec.name());
    ControlGroup controlGroup = ControlGroup.create(disk.path().getFileName().toString());
    NodeConfiguration configuration =
        new NodeConfiguration(
            spec,
            disk.path(),
            controlGroup.name(),
            directory(programs.path(Program.CNI_HOST_LOCAL)));
    MachineDisk.write(configuration, plane);
    return new NodeMachine(spec, programs, images, disk, controlGroup, configuration);
  }

  /** Removes what nodes leave in the kernel when their JVM is killed; each new node does so too. */
  public static void removeAbandoned() {
    ControlGroup.removeAbandoned();
  }

  /** What it was made from. */
  public NodeSpec spec() {
    return spec;
  }

  /**
   * Boots it: containerd, kube-proxy and kubelet start and are started again when they end.
   *
   * @param network the machine's NICs; when this namespace closes, the machine dies
   * @throws IllegalStateException if it is on
   */
  public synchronized void boot(NetworkNamespace network) {
    if (init.isPresent()) {
      throw new IllegalStateException(spec.name() + " is on");
    }
    List<String> command =
        List.of(
            "unshare",
            "--mount",
            "--uts",
            "--ipc",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
            "--propagation=private",
            "/bin/sh",
            disk.path().resolve(MachineDisk.INIT).toString());
    init =
        Optional.of(
            ChildProcess.start(
                command,
                environment(),
                disk.path(),
                disk.path().resolve("console.log"),
                network::start));
  }

  /**
   * Starts a program on it, in all of its namespaces. It dies with the machine's power.
   *
   * @throws IllegalStateException if it is off, or boots just now
   */
  public synchronized Process exec(List<String> command) {
    long first =
        init.stream()
            .flatMap(on -> on.children().stream())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(spec.name() + " is off"))
            .pid();
    List<String> enter =
        List.of(
            "nsenter",
            "--target",
            Long.toString(first),
            "--mount",
            "--uts",
            "--ipc",
            "--net",
            "--pid",
            "--");
    try {
      return new ProcessBuilder(Stream.concat(enter.stream(), command.stream()).toList()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What its programs printed last, for the message of who waited for it in vain. */
  public String lastWords() {
    return Stream.of("console.log", "log/containerd.log", "log/kubelet.log")
        .map(log -> log + ":\n" + ChildProcess.lastLines(disk.path().resolve(log), SHOWN_LINES))
        .collect(Collectors.joining("\n"));
  }

  /** Takes its power; returns when nothing of it is left but the disk. */
  public synchronized void powerOff() {
    init.ifPresent(on -> {
      init = Optional.empty();
      List<ProcessHandle> first = on.children();
      first.forEach(ProcessHandle::destroyForcibly);
      // The kernel ends a PID namespace's first process after all others.
      first.forEach(this::awaitEnd);
      on.stop(Duration.ZERO);
    });
  }

  /** Powers it off and deletes its disk. */
  @Override
  public synchronized void close() {
    powerOff();
    controlGroup.close();
    disk.close();
  }

  private void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(DEATH.toSeconds(), SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while %s lost its power".formatted(spec.name()), e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "%s: its processes do not end; see /proc/%d/stack".formatted(spec.name(), process.pid()),
          e);
    }
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("DISK", disk.path().toString()),
        Map.entry("IMAGES", images.toString()),
        Map.entry("NAME", spec.name()),
        Map.entry("ADDRESS", spec.address().toString()),
        Map.entry("PODS", spec.pods().toString()),
        Map.entry("VM_ID", spec.vmId().toString()),
        Map.entry("LABELS", configuration.labels()),
        Map.entry("KUBELET", programs.path(Program.KUBELET).toString()),
        Map.entry("KUBE_PROXY", programs.path(Program.KUBE_PROXY).toString()),
        Map.entry("CONTAINERD", programs.path(Program.CONTAINERD).toString()),
        Map.entry("CTR", programs.path(Program.CTR).toString()),
        Map.entry("NFT", programs.path(Program.NFT).toString()),
        // kube-proxy runs nft by its name.
        Map.entry(
            "PATH",
            "%s:/usr/sbin:/usr/bin:/sbin:/bin".formatted(directory(programs.path(Program.NFT)))));
  }

  private static Path directory(Path file) {
    return file.resolveSibling(".").normalize();
  }
}
