package io.mirrornet.lab.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Azure's limits on requests, each as a token bucket: Resource Manager's per subscription and
 * principal, Compute's per subscription and per machine, Network's per subscription.
 *
 * <p>Sources: "Understand how Azure Resource Manager throttles requests", "Virtual machines: API
 * throttling limits", "Network throttling".
 */
final class Throttle {

  /** A limit: size of the bucket and refill for each minute. */
  private record Limit(double bucket, double perMinute) {}

  /** What one request draws from. */
  private record Draw(String label, TokenBucket bucket) {}

  private static final Limit READS = new Limit(250, 25 * 60);
  private static final Limit WRITES = new Limit(200, 10 * 60);
  private static final double GLOBAL_FACTOR = 15;
  private static final Limit NETWORK_READS = new Limit(10_000, 2_000);
  private static final Limit NETWORK_WRITES = new Limit(1_000, 200);
  private static final Limit MACHINE_WRITES = new Limit(12, 4);
  private static final Limit MACHINE_WRITES_SUBSCRIPTION = new Limit(1_500, 500);
  private static final Limit MACHINE_READS = new Limit(36, 12);
  private static final Limit MACHINE_READS_SUBSCRIPTION = new Limit(24_000, 8_000);
  private static final Limit LISTS_SUBSCRIPTION = new Limit(900, 300);
  private static final Limit OPERATION_READS = new Limit(45, 15);
  private static final Limit OPERATION_READS_SUBSCRIPTION = new Limit(15_000, 5_000);

  private final boolean refuses;
  private final Map<String, TokenBucket> buckets = new HashMap<>();

  Throttle(boolean refuses) {
    this.refuses = refuses;
  }

  /**
   * Draws what a request needs, or nothing where a bucket is empty.
   *
   * @return the headers that tell what is left
   * @throws ArmRefusal with 429 where a bucket is empty
   */
  Map<String, String> draw(ArmRequest request, ArmPath path, String action, Instant now) {
    String kind = kind(request.method());
    String subscription = path.subscription().toLowerCase(Locale.ROOT);
    String who = request.principal().objectId() + "/" + subscription + "/" + kind;
    Limit limit = kind.equals("reads") ? READS : WRITES;
    TokenBucket own = bucket("arm/" + who, limit, now);
    TokenBucket global = bucket("global/" + subscription + "/" + kind, times(limit), now);
    Duration wait = max(own.wait(now), global.wait(now));
    if (refuses && !wait.isZero()) {
      throw ResourceErrors.subscriptionThrottled(path.subscription(), kind, wait).refusal();
    }
    List<Draw> provider = provider(request, path, action, subscription, now);
    for (Draw draw : provider) {
      Duration more = draw.bucket().wait(now);
      if (refuses && !more.isZero()) {
        throw (path.provider().equalsIgnoreCase("Microsoft.Network")
                ? NetworkErrors.throttled(more)
                : ComputeErrors.throttled(draw.label(), more))
            .refusal();
      }
    }
    own.take();
    global.take();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-ms-ratelimit-remaining-subscription-" + kind, Long.toString(own.left()));
    headers.put(
        "x-ms-ratelimit-remaining-subscription-global-" + kind, Long.toString(global.left()));
    remaining(provider).ifPresent(left -> headers.put("x-ms-ratelimit-remaining-resource", left));
    return headers;
  }

  private static Optional<String> remaining(List<Draw> draws) {
    StringBuilder left = new StringBuilder();
    for (Draw draw : draws) {
      draw.bucket().take();
      left.append(left.isEmpty() ? "" : ",").append(draw.label());
      left.append(';').append(draw.bucket().left());
    }
    return left.isEmpty() ? Optional.empty() : Optional.of(left.toString());
  }

  private List<Draw> provider(
      ArmRequest request, ArmPath path, String action, String subscription, Instant now) {
    if (path.provider().equalsIgnoreCase("Microsoft.Network")) {
      boolean read = kind(request.method()).equals("reads");
      Limit limit = read ? NETWORK_READS : NETWORK_WRITES;
      String label = "Microsoft.Network/" + (read ? "Reads" : "Writes");
      return List.of(new Draw(label, bucket(label + "/" + subscription, limit, now)));
    }
    if (!path.provider().equalsIgnoreCase("Microsoft.Compute")) {
      return List.of();
    }
    String group = computeGroup(request.method(), path, action);
    List<Draw> draws = new ArrayList<>(2);
    String all = "Microsoft.Compute/" + group + "SubscriptionMaximum";
    draws.add(new Draw(all, bucket(all + "/" + subscription, subscriptionLimit(group), now)));
    resourceLimit(group)
        .ifPresent(limit -> {
          String label = "Microsoft.Compute/" + group + "Resource";
          String resource = resource(path);
          draws.add(new Draw(label, bucket(label + resource, limit, now)));
        });
    return draws;
  }

  /** The groups by which Compute counts. Deallocating counts as deleting. */
  private static String computeGroup(String method, ArmPath path, String action) {
    if (path.tailIs(0, "locations")) {
      return "GetOperation";
    }
    return switch (method) {
      case "PUT" -> "PutVM";
      case "DELETE" -> "DeleteVM";
      case "POST" -> action.endsWith("/deallocate/action") ? "DeleteVM" : "UpdateVM";
      case "PATCH" -> "UpdateVM";
      default -> path.tail().size() > 1 ? "LowCostGet" : "HighCostGet";
    };
  }

  private static Limit subscriptionLimit(String group) {
    return switch (group) {
      case "LowCostGet" -> MACHINE_READS_SUBSCRIPTION;
      case "HighCostGet" -> LISTS_SUBSCRIPTION;
      case "GetOperation" -> OPERATION_READS_SUBSCRIPTION;
      default -> MACHINE_WRITES_SUBSCRIPTION;
    };
  }

  private static Optional<Limit> resourceLimit(String group) {
    return switch (group) {
      case "LowCostGet" -> Optional.of(MACHINE_READS);
      case "HighCostGet" -> Optional.empty();
      case "GetOperation" -> Optional.of(OPERATION_READS);
      default -> Optional.of(MACHINE_WRITES);
    };
  }

  /** The machine or the operation, without what is asked of it. */
  private static String resource(ArmPath path) {
    int depth = path.tailIs(0, "locations") ? 4 : 2;
    return "/"
        + path.resourceGroup().toLowerCase(Locale.ROOT)
        + "/"
        + String.join("/", path.tail().subList(0, Math.min(depth, path.tail().size())))
            .toLowerCase(Locale.ROOT);
  }

  private TokenBucket bucket(String name, Limit limit, Instant now) {
    return buckets.computeIfAbsent(
        name, key -> new TokenBucket(limit.bucket(), limit.perMinute() / 60, now));
  }

  private static Limit times(Limit limit) {
    return new Limit(limit.bucket() * GLOBAL_FACTOR, limit.perMinute() * GLOBAL_FACTOR);
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static String kind(String method) {
    return switch (method) {
      case "GET", "HEAD" -> "reads";
      case "DELETE" -> "deletes";
      default -> "writes";
    };
  }
}
