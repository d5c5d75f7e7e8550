package io.mirrornet.operator.observe;

import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long one look at Azure may take. A provider that has left a question without an answer for
 * long is not asked again in the same look: one host that hangs must not keep a machine that is
 * down from being started.
 */
final class LookBudget {

  /** After this no question is begun any more. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  /** A refused connection costs nothing and is no reason to spare others; a timeout is. */
  private static final Duration HANGING = Duration.ofSeconds(5);

  private final Instant began;
  private final InstantSource clock;
  private final Map<ResourceProvider, Duration> silent = new EnumMap<>(ResourceProvider.class);

  LookBudget(Instant began, InstantSource clock) {
    this.began = began;
    this.clock = clock;
  }

  /** When the look began. */
  Instant began() {
    return began;
  }

  /** Now, which is later. */
  Instant now() {
    return clock.instant();
  }

  /** Why nothing is asked of the provider any more in this look, if so. */
  Optional<CloudError> spared(ResourceProvider provider) {
    Optional<Duration> waited = Optional.ofNullable(silent.get(provider));
    if (waited.isPresent()) {
      return Optional.of(
          notAsked(
              "%s left another question without an answer for %d s"
                  .formatted(provider.namespace(), waited.get().toSeconds())));
    }
    return now().isBefore(began.plus(LIMIT))
        ? Optional.empty()
        : Optional.of(notAsked("it had taken %d s already".formatted(LIMIT.toSeconds())));
  }

  /** Asks, and notes if the provider hangs. */
  <V> Reading<V> ask(ResourceProvider provider, Supplier<Reading<V>> question) {
    Instant asked = now();
    Reading<V> answer = question.get();
    Duration took = Duration.between(asked, now());
    if (answer instanceof Reading.Unknown<V> && took.compareTo(HANGING) >= 0) {
      silent.put(provider, took);
    }
    return answer;
  }

  private static CloudError notAsked(String why) {
    return new CloudError(
        CloudError.Kind.UNAVAILABLE,
        "",
        "not asked in this look at Azure, since %s; the next look asks again".formatted(why),
        Optional.empty(),
        "");
  }
}
