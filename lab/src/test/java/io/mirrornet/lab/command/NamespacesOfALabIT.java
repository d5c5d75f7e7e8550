package io.mirrornet.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The launchers' namespaces around a program that is no lab: what it sees, and what is left. */
@RequiresRoot
@RequiresPrograms(Program.IP)
class NamespacesOfALabIT {

  /** What the machine had before, and has to have afterwards. */
  private static final List<Path> MACHINE =
      List.of(
          Path.of("/proc/sys/kernel/panic"),
          Path.of("/proc/sys/kernel/panic_on_oops"),
          Path.of("/proc/sys/vm/overcommit_memory"),
          Path.of("/proc/sys/kernel/hostname"),
          Path.of("/proc/self/mounts"));

  /** In its own words: a mark, a cgroup, a file, an interface, an orphan; then it waits. */
  private static final String PROGRAM =
      """
      group=/sys/fs/cgroup/mirrornet-$(readlink /proc/self/ns/pid | tr -dc 0-9)-2-test
      [ ! -d /sys/fs/cgroup/memory ] || group=/sys/fs/cgroup/memory/${group##*/}
      mkdir -p $group/inner
      ip link add lab0 type veth peer name lab1
      touch /run/netns/mark /dev/shm/tmp/mark
      (sleep 987 & exec true)
      echo "hostname $(hostname), pid 1 $(tr '\\0' ' ' </proc/1/cmdline | head -n 1 | cut -d' ' -f1)"
      echo 1 2>/dev/null >/proc/sys/kernel/panic || echo "kernel.panic is covered"
      echo group $group
      exec sleep 988
      """;

  enum Victim {
    /** The shell that a person sees. */
    LAUNCHER,
    /** Its child, which holds the namespaces. */
    HOLDER,
    /** The first process inside. */
    FIRST,
    /** What the first process waits for. */
    PROGRAM
  }

  @Test
  void theProgramSeesAMachineOfItsOwnAndCannotChangeTheRealOne() throws Exception {
    try (Launched lab = Launched.start()) {
      assertThat(lab.lines()).contains("hostname lab, pid 1 /bin/bash", "kernel.panic is covered");
    }
  }

  @ParameterizedTest
  @EnumSource(Victim.class)
  void whicheverProcessIsKilledNothingIsLeft(Victim victim) throws Exception {
    List<String> before = machine();
    try (Launched lab = Launched.start()) {
      lab.victim(victim).destroyForcibly();

      // The kernel takes a moment to end a namespace; the next launcher then finds it gone.
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            Launched.sweep();
            return lab.processes().isEmpty() && !Files.exists(lab.group());
          });
      assertThat(machine()).isEqualTo(before);
      assertThat(Path.of("/run/netns/mark")).doesNotExist();
      assertThat(Path.of("/dev/shm/tmp/mark")).doesNotExist();
    }
  }

  private static List<String> machine() throws IOException {
    Stream.Builder<String> facts = Stream.builder();
    for (Path path : MACHINE) {
      facts.add(Files.readString(path));
    }
    try (Stream<Path> interfaces = Files.list(Path.of("/sys/class/net"))) {
      interfaces.map(Path::toString).sorted().forEach(facts::add);
    }
    return facts.build().toList();
  }

  /** A launcher with the program above, known by a word in the environment. */
  private record Launched(Process launcher, String mark, List<String> lines)
      implements AutoCloseable {

    /** How many the program prints before it waits. */
    private static final int LINES = 3;

    private static final String LAUNCH =
        """
        . ./launch.sh
        PARENT=$$
        (within test "$1" /bin/sh -c "$2") &
        wait $!
        """;

    static Launched start() throws IOException {
      String mark = "MIRRORNET_TEST_" + UUID.randomUUID().toString().replace("-", "");
      ProcessBuilder builder =
          new ProcessBuilder(
              "bash",
              "-c",
              LAUNCH,
              "launcher",
              Programs.ofUser().path(Program.IP).toString(),
              PROGRAM);
      builder.environment().put(mark, "yes");
      Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      List<String> lines =
          process.inputReader(StandardCharsets.UTF_8).lines().limit(LINES).toList();
      return new Launched(process, mark, lines);
    }

    /** As every launcher does first. */
    static void sweep() throws IOException {
      new ProcessBuilder("bash", "-c", ". ./launch.sh; sweep").inheritIO().start().onExit().join();
    }

    /** The cgroup that the program made. */
    Path group() {
      return Path.of(lines.getLast().substring("group ".length()));
    }

    ProcessHandle victim(Victim victim) {
      ProcessHandle holder = launcher.toHandle().children().findFirst().orElseThrow();
      ProcessHandle first = holder.children().findFirst().orElseThrow();
      return switch (victim) {
        case LAUNCHER -> launcher.toHandle();
        case HOLDER -> holder;
        case FIRST -> first;
        case PROGRAM ->
            first
                .children()
                .filter(child ->
                    child.info().commandLine().filter(line -> line.contains("988")).isPresent())
                .findFirst()
                .orElseThrow();
      };
    }

    /** All processes that inherited the mark. */
    List<ProcessHandle> processes() {
      return ProcessHandle.allProcesses()
          .filter(process -> isMarked(Path.of("/proc", Long.toString(process.pid()), "environ")))
          .toList();
    }

    private boolean isMarked(Path environment) {
      try {
        return Files.readString(environment, StandardCharsets.ISO_8859_1).contains(mark);
      } catch (IOException _) {
        return false; // It ended while we looked.
      }
    }

    @Override
    public void close() throws IOException {
      processes().forEach(ProcessHandle::destroyForcibly);
      launcher.onExit().join();
      sweep();
    }
  }
}
