package io.mirrornet.lab.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "children are bound to the JVM by Linux; run: ./test on Linux")
class ChildProcessIT {

  @TempDir Path directory;

  @Test
  void aChildDiesWithAJvmThatIsKilled() throws IOException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long child = Long.parseLong(jvm.inputReader(StandardCharsets.UTF_8).readLine());
    assertThat(isAlive(child)).isTrue();

    jvm.destroyForcibly();

    await().atMost(Duration.ofSeconds(5)).until(() -> !isAlive(child));
  }

  @Test
  void aChildOutlivesTheThreadThatAskedForIt() throws InterruptedException {
    ChildProcess[] child = new ChildProcess[1];
    Thread asking = Thread.ofPlatform().start(() -> child[0] = start("exec sleep 300"));
    asking.join();

    try (ChildProcess started = child[0]) {
      assertThat(started.waitFor(Duration.ofMillis(300))).isFalse();
      assertThat(started.isAlive()).isTrue();
    }
    assertThat(child[0].isAlive()).isFalse();
  }

  @Test
  void aChildThatIgnoresTheRequestToEndIsKilled() {
    try (ChildProcess child = start("trap '' TERM; echo ready; while :; do sleep 0.1; done")) {
      await().until(() -> child.lastLines(1).equals("ready"));

      child.stop(Duration.ofMillis(200));

      assertThat(child.isAlive()).isFalse();
      assertThat(child.exitStatus()).isEqualTo(128 + 9);
    }
  }

  @Test
  void theLastLinesOfWhatItPrintedAreKept() {
    try (ChildProcess child = start("echo one; echo; echo two >&2; echo three; exit 3")) {
      assertThat(child.waitFor(Duration.ofSeconds(10))).isTrue();

      assertThat(child.exitStatus()).isEqualTo(3);
      assertThat(child.lastLines(2)).isEqualTo("two\nthree");
    }
  }

  private ChildProcess start(String script) {
    return ChildProcess.start(
        List.of("sh", "-c", script),
        Map.of(),
        directory,
        directory.resolve("log"),
        Birthplace.here());
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** A JVM that starts a child, says its number and waits to be killed. */
  static final class Parent {

    private Parent() {}

    public static void main(String[] arguments) throws InterruptedException {
      Path directory = Path.of(arguments[0]);
      ChildProcess child =
          ChildProcess.start(
              List.of("sleep", "300"),
              Map.of(),
              directory,
              directory.resolve("log"),
              Birthplace.here());
      System.out.println(child.pid());
      Thread.currentThread().join();
    }
  }
}
