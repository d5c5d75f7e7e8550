package io.mirrornet.lab.programs;

/** Where a program comes from if the machine does not have it. */
sealed interface Source {

  /**
   * Built from the Go module proxy.
   *
   * @param module the pinned set of modules
   * @param mainPackage what {@code go build} is asked for
   */
  record GoMain(GoModule module, String mainPackage) implements Source {}

  /**
   * Unpacked from a package of Debian or Ubuntu, together with those of its dependencies that are
   * not installed.
   *
   * @param name the package
   * @param directory where its programs are in it, relative to the root
   * @param fileName the executable
   */
  record DebianPackage(String name, String directory, String fileName) implements Source {}
}
