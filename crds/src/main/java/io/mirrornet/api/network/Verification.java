package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.mirrornet.api.GoDuration;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.DurationRange;

/** How connections are tried. */
@ApiObject
public record Verification(
    @JsonPropertyDescription(
            "How often each host connects to each frontend and proves its local path while nothing"
                + " changes; after a change it does so at once. A duration from 30s to 24h."
                + " Default: 5m.")
        @Default(Verification.INTERVAL)
        @DurationRange(min = "30s", max = "24h")
        GoDuration interval,
    @JsonPropertyDescription(
            "How long a connection may take before it counts as failed. A duration from 100ms to"
                + " 30s. Default: 2s.")
        @Default(Verification.TIMEOUT)
        @DurationRange(min = "100ms", max = "30s")
        GoDuration timeout) {

  static final String INTERVAL = "5m";
  static final String TIMEOUT = "2s";

  /** What holds where a spec says nothing. */
  public static final Verification DEFAULT =
      new Verification(GoDuration.parse(INTERVAL), GoDuration.parse(TIMEOUT));

  /** Absent parts are the defaults. */
  public Verification {
    interval = requireNonNullElse(interval, GoDuration.parse(INTERVAL));
    timeout = requireNonNullElse(timeout, GoDuration.parse(TIMEOUT));
  }
}
