package io.mirrornet.lab.skipped;

/**
 * A test that did not run.
 *
 * @param module its directory
 * @param testClass its class, without the package
 * @param why what was missing
 * @param command runs it
 */
record Skip(String module, String testClass, String why, String command) {

  /** Conditions end their reason with this and the command. */
  private static final String COMMAND = "; run: ";

  /** Takes the reason that a condition gave apart. */
  static Skip of(String module, String className, String reason) {
    String testClass = className.substring(className.lastIndexOf('.') + 1);
    int command = reason.lastIndexOf(COMMAND);
    return command < 0
        ? new Skip(module, testClass, reason.strip(), "./test")
        : new Skip(
            module,
            testClass,
            reason.substring(0, command).strip(),
            reason.substring(command + COMMAND.length()).strip());
  }
}
