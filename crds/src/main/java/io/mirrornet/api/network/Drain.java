package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.mirrornet.api.GoDuration;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.DurationRange;

/** How a node is emptied of pods. */
@ApiObject
public record Drain(
    @JsonPropertyDescription(
            "true: evict the pods of the node, as kubectl drain does, after it was cordoned. false:"
                + " cordon only; the pods die with the machine. Default: true.")
        @Default("true")
        Boolean enabled,
    @JsonPropertyDescription(
            "How long to try, because a PodDisruptionBudget may forbid an eviction. After that the"
                + " node is uncordoned, nothing is deallocated, and the budget is named. A duration"
                + " from 10s to 24h. Default: 10m.")
        @Default(Drain.TIMEOUT)
        @DurationRange(min = "10s", max = "24h")
        GoDuration timeout) {

  static final String TIMEOUT = "10m";

  /** What holds where a spec says nothing. */
  public static final Drain DEFAULT = new Drain(true, GoDuration.parse(TIMEOUT));

  /** Absent parts are the defaults. */
  public Drain {
    enabled = requireNonNullElse(enabled, true);
    timeout = requireNonNullElse(timeout, GoDuration.parse(TIMEOUT));
  }
}
