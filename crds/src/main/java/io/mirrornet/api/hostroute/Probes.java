package io.mirrornet.api.hostroute;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.mirrornet.api.GoDuration;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.DurationRange;
import io.mirrornet.api.schema.ListMapKeys;
import java.util.List;

/** What an agent looks at. */
@ApiObject
public record Probes(
    @JsonPropertyDescription(
            "How often connections are tried while nothing changes, from 30s to 24h. Default: 5m.")
        @Default(Probes.INTERVAL)
        @DurationRange(min = "30s", max = "24h")
        GoDuration interval,
    @JsonPropertyDescription("How long a connection may take, from 100ms to 30s. Default: 2s.")
        @Default(Probes.TIMEOUT)
        @DurationRange(min = "100ms", max = "30s")
        GoDuration timeout,
    @JsonPropertyDescription("The members that were declared for this node.")
        @Size(max = 64)
        @ListMapKeys({"mirror", "instance"})
        List<MemberProbe> members) {

  static final String INTERVAL = "5m";
  static final String TIMEOUT = "2s";

  /** What holds where a spec says nothing. */
  public static final Probes DEFAULT =
      new Probes(GoDuration.parse(INTERVAL), GoDuration.parse(TIMEOUT), List.of());

  /** Absent parts are the defaults. */
  public Probes {
    interval = requireNonNullElse(interval, GoDuration.parse(INTERVAL));
    timeout = requireNonNullElse(timeout, GoDuration.parse(TIMEOUT));
    members = List.copyOf(requireNonNullElse(members, List.of()));
  }
}
