package io.mirrornet.lab.programs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The user's cache: directories and files that appear whole or not at all. Two processes that want
 * the same thing make it once; both may be killed at any time.
 *
 * @param root {@code $XDG_CACHE_HOME/mirrornet} or {@code ~/.cache/mirrornet}
 */
record Cache(Path root) {

  /** Makes what is missing. */
  interface Maker {

    /**
     * Makes it.
     *
     * @param workspace an empty directory to work in, on the same file system; deleted afterwards
     * @return the file or directory in it that becomes the result
     */
    Path make(Path workspace) throws IOException;
  }

  /** The cache that these environment variables mean (XDG Base Directory Specification). */
  static Cache of(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    // The specification ignores a relative path.
    Path base = xdg.startsWith("/") ? Path.of(xdg) : Path.of(home, ".cache");
    return new Cache(base.resolve("mirrornet"));
  }

  /**
   * Gives the file or directory of this name, made first if it is not there.
   *
   * @param name a relative path
   * @return its absolute path
   */
  Path obtain(Path name, Maker maker) {
    Path wanted = root.resolve(name);
    if (Files.exists(wanted)) {
      return wanted;
    }
    try {
      Files.createDirectories(wanted.getParent());
      Process lock = lock(wanted.resolveSibling("." + wanted.getFileName() + ".lock"));
      try {
        if (!Files.exists(wanted)) {
          make(wanted, maker);
        }
        return wanted;
      } finally {
        lock.outputWriter().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the cache " + root + " cannot be written", e);
    }
  }

  private static void make(Path wanted, Maker maker) throws IOException {
    Path directory = wanted.getParent();
    String prefix = "." + wanted.getFileName() + ".making-";
    // Whoever holds the lock is the only one at work: what else is there is of the killed.
    try (DirectoryStream<Path> abandoned = Files.newDirectoryStream(directory, prefix + "*")) {
      for (Path workspace : abandoned) {
        WorkDirectory.delete(workspace);
      }
    }
    Path workspace = Files.createTempDirectory(directory, prefix);
    try {
      Files.move(maker.make(workspace), wanted, ATOMIC_MOVE);
    } finally {
      WorkDirectory.delete(workspace);
    }
  }

  /**
   * Waits for the lock and holds it until the returned process has its input closed, which the end
   * of this JVM does too. (A lock of java.nio fails at once, instead of waiting, where another
   * thread of the same JVM holds it.)
   */
  private static Process lock(Path file) throws IOException {
    Process holder =
        new ProcessBuilder("flock", file.toString(), "sh", "-c", "echo held; cat")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader reader = holder.inputReader(StandardCharsets.UTF_8);
    if (!"held".equals(reader.readLine())) {
      throw new IOException("no lock on " + file);
    }
    return holder;
  }
}
