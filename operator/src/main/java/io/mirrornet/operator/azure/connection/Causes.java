package io.mirrornet.operator.azure.connection;

import java.util.stream.Stream;

/** What is behind an exception: SDK, Reactor and MSAL each wrap what they pass on. */
public final class Causes {

  /** More are a circle. */
  private static final int MOST = 20;

  private Causes() {}

  /** The exception itself, then what caused it, to the innermost. */
  public static Stream<Throwable> of(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(MOST);
  }
}
