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
   * @param kind what is wanted of it
   * @param fileName the executable
   */
  record DebianPackage(String name, Kind kind, String fileName) implements Source {}

  /** What a package's executable is for. */
  enum Kind {
    /** Run by its name: one on PATH does as well. */
    PROGRAM,
    /** Run by containerd from the directory of CNI plugins. */
    CNI_PLUGIN,
    /** Copied onto other root file systems; one that is installed may be linked to libraries. */
    STATIC_FILE
  }
}
