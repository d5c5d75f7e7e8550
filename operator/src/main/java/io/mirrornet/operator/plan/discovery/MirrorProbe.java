package io.mirrornet.operator.plan.discovery;

import io.mirrornet.operator.model.azure.LoadBalancer.Probe;
import io.mirrornet.operator.model.azure.LoadBalancer.ProbeProtocol;
import java.util.Locale;

/**
 * How a load balancer finds the primary of a mirror: it asks the page {@code mirror_status.cxw},
 * which answers 200 on the primary alone (InterSystems High Availability Guide, "Mirror Status
 * Monitor"). Its directory differs between installations.
 */
final class MirrorProbe {

  private static final String STATUS_PAGE = "mirror_status.cxw";

  private MirrorProbe() {}

  static boolean asksForPrimary(Probe probe) {
    return probe.protocol() != ProbeProtocol.TCP
        && probe.path().filter(MirrorProbe::isStatusPage).isPresent();
  }

  private static boolean isStatusPage(String path) {
    String withoutQuery = path.split("\\?", 2)[0].toLowerCase(Locale.ROOT);
    return withoutQuery.equals(STATUS_PAGE) || withoutQuery.endsWith("/" + STATUS_PAGE);
  }
}
