package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.mirrornet.api.GoDuration;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.DurationRange;

/** How a host is taken down and brought back. */
@ApiObject
public record Maintenance(
    @JsonPropertyDescription("What happens to the pods of a host before it goes down.")
        @Default("{}")
        Drain drain,
    @JsonPropertyDescription(
            "How long a host may be away, from its deallocation until it is in service again,"
                + " before the disruption counts as Failed and a person is called. The host is"
                + " brought back in any case. A duration from 5m to 24h. Default: 30m.")
        @Default(Maintenance.HOST_TIMEOUT)
        @DurationRange(min = "5m", max = "24h")
        GoDuration hostTimeout) {

  static final String HOST_TIMEOUT = "30m";

  /** What holds where a spec says nothing. */
  public static final Maintenance DEFAULT =
      new Maintenance(Drain.DEFAULT, GoDuration.parse(HOST_TIMEOUT));

  /** Absent parts are the defaults. */
  public Maintenance {
    drain = requireNonNullElse(drain, Drain.DEFAULT);
    hostTimeout = requireNonNullElse(hostTimeout, GoDuration.parse(HOST_TIMEOUT));
  }
}
