package io.mirrornet.lab.kubernetes.node;

import io.mirrornet.image.ImageArchive;
import io.mirrornet.image.ImageConfig;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The image that every node has: a shell and network tools; as a pod's pause container it sleeps.
 */
public final class BusyboxImage {

  /** What manifests call it, with {@code imagePullPolicy: Never}. */
  public static final String REFERENCE = "lab.mirrornet.io/busybox:1";

  private static final List<String> TOOLS =
      List.of("sh", "sleep", "cat", "echo", "ls", "ip", "nc", "wget", "ping", "kill", "hostname");

  private BusyboxImage() {}

  /** Writes its archive into the directory. */
  public static void write(Programs programs, Path directory) {
    try (WorkDirectory work = WorkDirectory.create("image")) {
      Path bin = Files.createDirectories(work.path().resolve("root/bin"));
      Files.copy(programs.path(Program.BUSYBOX), bin.resolve("busybox"));
      for (String tool : TOOLS) {
        Files.createSymbolicLink(bin.resolve(tool), Path.of("busybox"));
      }
      new ImageArchive(ImageConfig.ofRoot(REFERENCE, List.of("/bin/sleep", "2147483647")))
          .write(
              List.of(work.path().resolve("root")),
              Files.createDirectory(work.path().resolve("parts")),
              directory.resolve("busybox.tar"));
    } catch (IOException e) {
      throw new UncheckedIOException("no image " + REFERENCE, e);
    }
  }
}
