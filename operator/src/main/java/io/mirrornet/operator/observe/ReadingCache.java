package io.mirrornet.operator.observe;

import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Readings of one kind with their age. A failed reading keeps the value before it, and is not
 * repeated before ARM allows.
 */
final class ReadingCache<K, V> {

  /**
   * What is known of one key.
   *
   * @param value the last answer: empty if there was none, or if it was "absent"
   * @param readAt when ARM last answered
   * @param error why the last attempt failed
   * @param nextAt when to ask again
   */
  record Known<V>(
      Optional<V> value, Optional<Instant> readAt, Optional<CloudError> error, Instant nextAt) {}

  private static final Duration AFTER_ERROR = Duration.ofSeconds(5);

  private final Map<K, Known<V>> known = new HashMap<>();
  private final ResourceProvider provider;
  private final Function<K, Reading<V>> ask;
  private final Duration freshFor;

  ReadingCache(ResourceProvider provider, Function<K, Reading<V>> ask, Duration freshFor) {
    this.provider = provider;
    this.ask = ask;
    this.freshFor = freshFor;
  }

  /** What is known, asked again if it is not fresh and the look has time for it. */
  Known<V> get(K key, LookBudget look) {
    Instant now = look.began();
    Known<V> before =
        known.getOrDefault(
            key, new Known<>(Optional.empty(), Optional.empty(), Optional.empty(), now));
    if (before.nextAt().isAfter(now)) {
      return before;
    }
    Optional<CloudError> spared = look.spared(provider);
    if (spared.isPresent()) {
      return new Known<>(before.value(), before.readAt(), spared, now);
    }
    Known<V> after =
        switch (look.ask(provider, () -> ask.apply(key))) {
          case Reading.Found<V>(var value) -> answered(Optional.of(value), now);
          case Reading.Absent<V> _ -> answered(Optional.empty(), now);
          case Reading.Unknown<V>(var error) ->
              new Known<>(
                  before.value(),
                  before.readAt(),
                  Optional.of(error),
                  look.now().plus(error.retryAfter().orElse(AFTER_ERROR)));
        };
    known.put(key, after);
    return after;
  }

  /** The next {@link #get} asks again, since we have changed the thing ourselves. */
  void expire(K key, Instant now) {
    known.computeIfPresent(
        key, (_, entry) -> new Known<>(entry.value(), entry.readAt(), entry.error(), now));
  }

  private Known<V> answered(Optional<V> value, Instant now) {
    return new Known<>(value, Optional.of(now), Optional.empty(), now.plus(freshFor));
  }
}
