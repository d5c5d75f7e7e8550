package io.mirrornet.operator.attempt;

import io.mirrornet.operator.model.Attempt;
import io.mirrornet.operator.model.Attempt.Change;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.Operation;
import io.mirrornet.operator.port.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations that this process has begun in Azure, by the resource that they change. */
public final class OperationBook {

  /**
   * An operation, or what became of it.
   *
   * @param failures how many times in a row this change has failed before
   */
  private record Entry(
      Attempt attempt, Optional<Operation> operation, Instant askAt, int failures) {}

  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

  private final Map<ResourceId, Entry> entries = new LinkedHashMap<>();

  /** Changes that were over with the answer to the request itself. */
  private final Set<ResourceId> overAtOnce = new LinkedHashSet<>();

  /** Notes what came of asking for a change. */
  public void begun(ResourceId resource, Change change, Acceptance acceptance, Instant now) {
    entries.put(
        resource,
        switch (acceptance) {
          case Acceptance.Accepted(var operation) ->
              new Entry(
                  new Attempt.Running(change, now, operation.correlationId()),
                  Optional.of(operation),
                  now.plus(FIRST_LOOK),
                  failures(resource, change));
          case Acceptance.Done(var correlationId) ->
              over(new Attempt.Succeeded(change, now, correlationId), now);
          case Acceptance.Failed(var error) ->
              over(failed(resource, change, error, error.retryAfter(), now), now);
        });
    if (!(acceptance instanceof Acceptance.Accepted)) {
      overAtOnce.add(resource);
    }
  }

  /** Forgets a resource: what failed before is no argument any more. */
  public void forget(ResourceId resource) {
    entries.remove(resource);
  }

  /**
   * Asks where each operation stands that is due to be asked; one request for each.
   *
   * @return the resources whose operation has ended, whose documents have changed therefore; those
   *     of changes that took no operation too, and of refused ones, which may have had an effect
   */
  public Set<ResourceId> ask(Cloud cloud, Instant now) {
    Set<ResourceId> ended = new LinkedHashSet<>(overAtOnce);
    overAtOnce.clear();
    for (Map.Entry<ResourceId, Entry> entry : new LinkedHashMap<>(entries).entrySet()) {
      Optional<Operation> operation = entry.getValue().operation();
      if (operation.isPresent() && !entry.getValue().askAt().isAfter(now)) {
        if (settle(entry.getKey(), entry.getValue(), cloud.progress(operation.get()), now)) {
          ended.add(entry.getKey());
        }
      }
    }
    return ended;
  }

  /** What is known of each resource. */
  public Map<ResourceId, Attempt> attempts() {
    Map<ResourceId, Attempt> attempts = new LinkedHashMap<>();
    entries.forEach((resource, entry) -> attempts.put(resource, entry.attempt()));
    return attempts;
  }

  private boolean settle(ResourceId resource, Entry entry, Progress progress, Instant now) {
    Change change = entry.attempt().change();
    switch (progress) {
      case Progress.Running(var wait) ->
          entries.put(
              resource,
              new Entry(entry.attempt(), entry.operation(), now.plus(wait), entry.failures()));
      case Progress.Succeeded() ->
          entries.put(
              resource,
              over(new Attempt.Succeeded(change, now, entry.attempt().correlationId()), now));
      // Its Retry-After says when to ask for the operation again, which is over.
      case Progress.Failed(var error) ->
          entries.put(resource, over(failed(resource, change, error, Optional.empty(), now), now));
      case Progress.Unknown(var error) -> {
        if (error.isTransient()) {
          Duration wait = error.retryAfter().orElse(FIRST_LOOK);
          entries.put(
              resource,
              new Entry(entry.attempt(), entry.operation(), now.plus(wait), entry.failures()));
        } else {
          // ARM has forgotten the operation: the resource itself tells what became of it.
          entries.remove(resource);
          return true;
        }
      }
    }
    return !(progress instanceof Progress.Running) && !(progress instanceof Progress.Unknown);
  }

  private int failures(ResourceId resource, Change change) {
    return Optional.ofNullable(entries.get(resource))
        .filter(entry -> entry.attempt().change() == change)
        .map(Entry::failures)
        .orElse(0);
  }

  private Attempt.Failed failed(
      ResourceId resource,
      Change change,
      CloudError error,
      Optional<Duration> retryAfter,
      Instant now) {
    int count = failures(resource, change) + 1;
    Duration wait =
        error.isTransient() ? retryAfter.orElse(Backoff.after(count)) : Backoff.permanent();
    return new Attempt.Failed(
        change,
        error.reason(),
        error.code(),
        error.message(),
        error.correlationId(),
        error.isTransient(),
        count,
        now.plus(wait));
  }

  private static Entry over(Attempt attempt, Instant now) {
    int failures = attempt instanceof Attempt.Failed failed ? failed.count() : 0;
    return new Entry(attempt, Optional.empty(), now, failures);
  }
}
