package io.mirrornet.operator.port;

/** What came of asking ARM to change something. */
public sealed interface Acceptance {

  /** It goes on by itself; ask for its {@link Progress}. */
  record Accepted(Operation operation) implements Acceptance {}

  /** It is done. */
  record Done(String correlationId) implements Acceptance {}

  /** It was not begun, or nobody knows ({@link CloudError.Kind#UNAVAILABLE}). */
  record Failed(CloudError error) implements Acceptance {}
}
