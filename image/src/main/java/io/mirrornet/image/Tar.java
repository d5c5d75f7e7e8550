package io.mirrornet.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** GNU tar, told to write the same bytes for the same files on any machine. */
final class Tar {

  private Tar() {}

  /** All of the directory; every file is root's, of {@link Normal#TIME}. */
  static void write(Path directory, Path archive) throws IOException {
    Commands.run(
        List.of(
            "tar",
            "--create",
            "--file=" + archive,
            "--directory=" + directory,
            "--format=gnu",
            "--sort=name",
            "--mtime=@" + Normal.TIME.getEpochSecond(),
            "--owner=0",
            "--group=0",
            "--numeric-owner",
            "."));
  }
}
