package io.mirrornet.lab.scenario;

/** A scenario file is not as it should be. The message names file, field and remedy. */
public final class InvalidScenarioException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String field;

  InvalidScenarioException(String file, String field, String problem, String remedy) {
    super("%s: %s%s; %s".formatted(file, field.isEmpty() ? "" : field + ": ", problem, remedy));
    this.field = field;
  }

  /** The field's path, such as {@code virtualMachines[1].address}; empty for the whole file. */
  public String field() {
    return field;
  }
}
