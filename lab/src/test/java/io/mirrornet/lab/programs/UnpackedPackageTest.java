package io.mirrornet.lab.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedPackageTest {

  @TempDir Path directory;

  @Test
  void aLauncherRunsItsProgramWithTheLibrariesAndFellowsBesideIt() throws IOException {
    UnpackedPackage unpacked = new UnpackedPackage(directory.resolve("the user's cache"));
    program(unpacked.files().resolve("usr/sbin/outer"), "echo \"$LD_LIBRARY_PATH|$1|\" && inner");
    program(unpacked.files().resolve("bin/inner"), "echo inner runs");
    Path libraries = Files.createDirectories(unpacked.files().resolve("usr/lib/x86_64-linux-gnu"));

    unpacked.writeLaunchers(unpacked);

    String launcher =
        unpacked.executable(new Source.DebianPackage("p", Source.Kind.PROGRAM, "outer")).toString();
    assertThat(ShortCommand.run(List.of(launcher, "two words")))
        .isEqualTo(new ShortCommand(0, libraries + "|two words|\ninner runs\n"));
  }

  @Test
  void whatIsNoProgramDirectoryIsExecutedWhereItLies() {
    UnpackedPackage unpacked = new UnpackedPackage(directory);

    assertThat(unpacked.executable(new Source.DebianPackage("p", Source.Kind.CNI_PLUGIN, "bridge")))
        .isEqualTo(directory.resolve("files/usr/lib/cni/bridge"));
  }

  private static void program(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
