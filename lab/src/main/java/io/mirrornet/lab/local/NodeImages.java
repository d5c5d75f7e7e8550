package io.mirrornet.lab.local;

import io.mirrornet.lab.kubernetes.node.BusyboxImage;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The archives that nodes import: those that were given, and that of every pod's pause image. */
record NodeImages(WorkDirectory directory) implements AutoCloseable {

  /**
   * Puts them into one directory.
   *
   * @param given a directory with {@code *.tar}; its files are linked, not copied
   * @throws UncheckedIOException if it cannot be read
   */
  static NodeImages collect(Programs programs, Path given) {
    NodeImages images = new NodeImages(WorkDirectory.create("images"));
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(given, "*.tar")) {
      for (Path archive : archives) {
        Files.createSymbolicLink(
            images.path().resolve(archive.getFileName()), archive.toRealPath());
      }
      BusyboxImage.write(programs, images.path());
      return images;
    } catch (IOException e) {
      images.close();
      throw new UncheckedIOException("no image archives can be read from " + given, e);
    } catch (RuntimeException e) {
      images.close();
      throw e;
    }
  }

  Path path() {
    return directory.path();
  }

  @Override
  public void close() {
    directory.close();
  }
}
