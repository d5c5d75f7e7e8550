package io.mirrornet.operator.port;

import java.util.Optional;

/**
 * What came of asking the API server itself, not an informer.
 *
 * @param <T> what was asked for
 */
public sealed interface Live<T> {

  /** It is there. */
  record Found<T>(T value) implements Live<T> {}

  /** The API server answered that it does not exist. */
  record Absent<T>() implements Live<T> {}

  /** Nobody knows. */
  record Unavailable<T>(String message) implements Live<T> {}

  /** The value, if it is known to be there. */
  default Optional<T> found() {
    return switch (this) {
      case Found<T>(var value) -> Optional.of(value);
      case Absent<T> _, Unavailable<T> _ -> Optional.empty();
    };
  }
}
