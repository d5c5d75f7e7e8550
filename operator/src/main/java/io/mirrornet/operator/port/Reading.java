package io.mirrornet.operator.port;

import java.util.Optional;

/**
 * What came of asking ARM for something.
 *
 * @param <T> what was asked for
 */
public sealed interface Reading<T> {

  /** It is there. */
  record Found<T>(T value) implements Reading<T> {}

  /** ARM answered that it does not exist (404 for the resource itself). */
  record Absent<T>() implements Reading<T> {}

  /** Nobody knows whether it is there. */
  record Unknown<T>(CloudError error) implements Reading<T> {}

  /** The value, if it is known to be there. */
  default Optional<T> found() {
    return switch (this) {
      case Found<T>(var value) -> Optional.of(value);
      case Absent<T> _, Unknown<T> _ -> Optional.empty();
    };
  }
}
