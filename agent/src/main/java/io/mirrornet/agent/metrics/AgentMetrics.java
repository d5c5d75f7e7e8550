package io.mirrornet.agent.metrics;

import io.mirrornet.agent.guard.GuardListener;
import io.mirrornet.agent.guard.Programmed;
import io.mirrornet.agent.guard.RouteTable.Disturbance;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts what the guard does. */
public final class AgentMetrics implements GuardListener {

  /** Upper bounds of the histogram of repairs, in seconds: what is usual is below a millisecond. */
  private static final List<Double> BUCKETS =
      List.of(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0);

  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final Map<Disturbance, LongAdder> looks = new EnumMap<>(Disturbance.class);
  private final List<LongAdder> repairs = BUCKETS.stream().map(_ -> new LongAdder()).toList();
  private final LongAdder repairCount = new LongAdder();
  private final LongAdder repairNanos = new LongAdder();
  private final LongAdder changes = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final AtomicLong routes = new AtomicLong();
  private final AtomicLong lastLook;

  /**
   * @param nanoTime a clock that never jumps, in nanoseconds
   */
  public AgentMetrics(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastLook = new AtomicLong(nanoTime.getAsLong());
    for (Disturbance disturbance : Disturbance.values()) {
      looks.put(disturbance, new LongAdder());
    }
  }

  @Override
  public void looked(Programmed programmed, Disturbance disturbance, Duration took) {
    lastLook.set(nanoTime.getAsLong());
    looks.getOrDefault(disturbance, new LongAdder()).increment();
    routes.set(programmed.destinations().size());
    changes.add(programmed.changes().size());
    if (programmed.refusal().isPresent()) {
      refusals.increment();
    }
    if (disturbance != Disturbance.NONE && !programmed.changes().isEmpty()) {
      repaired(took);
    }
  }

  @Override
  public void failed() {
    failures.increment();
  }

  /** How long ago the guard last looked, or this began. */
  public Duration sinceLastLook() {
    return Duration.ofNanos(nanoTime.getAsLong() - lastLook.get());
  }

  /** All numbers in the text format of Prometheus, version 0.0.4. */
  public String page() {
    StringBuilder page = new StringBuilder();
    metric(page, "routes", "gauge", "Routes to virtual addresses that stand.");
    sample(page, "routes", "", routes.get());
    metric(page, "looks_total", "counter", "Looks at the host's network, by what made us look.");
    looks.forEach((disturbance, count) ->
        sample(page, "looks_total", "{cause=\"%s\"}".formatted(disturbance), count.sum()));
    metric(page, "changes_total", "counter", "Links, addresses, rules and routes written.");
    sample(page, "changes_total", "", changes.sum());
    metric(page, "refusals_total", "counter", "Looks that ended with a refusal of the kernel.");
    sample(page, "refusals_total", "", refusals.sum());
    metric(page, "failures_total", "counter", "Looks that failed.");
    sample(page, "failures_total", "", failures.sum());
    metric(page, "last_look_seconds", "gauge", "How long ago the last look was.");
    sample(page, "last_look_seconds", "", sinceLastLook().toNanos() / NANOS);
    histogram(page);
    return page.toString();
  }

  private void repaired(Duration took) {
    repairCount.increment();
    repairNanos.add(took.toNanos());
    for (int i = 0; i < BUCKETS.size(); i++) {
      if (took.toNanos() <= BUCKETS.get(i) * NANOS) {
        repairs.get(i).increment();
      }
    }
  }

  private void histogram(StringBuilder page) {
    metric(page, "repair_seconds", "histogram", "From a disturbance until all was as it is to be.");
    for (int i = 0; i < BUCKETS.size(); i++) {
      sample(
          page,
          "repair_seconds_bucket",
          "{le=\"%s\"}".formatted(BUCKETS.get(i)),
          repairs.get(i).sum());
    }
    sample(page, "repair_seconds_bucket", "{le=\"+Inf\"}", repairCount.sum());
    sample(page, "repair_seconds_sum", "", repairNanos.sum() / NANOS);
    sample(page, "repair_seconds_count", "", repairCount.sum());
  }

  private static void metric(StringBuilder page, String name, String type, String help) {
    page.append("# HELP mirrornet_agent_").append(name).append(' ').append(help).append('\n');
    page.append("# TYPE mirrornet_agent_").append(name).append(' ').append(type).append('\n');
  }

  private static void sample(StringBuilder page, String name, String labels, Number value) {
    page.append("mirrornet_agent_").append(name).append(labels).append(' ').append(value);
    page.append('\n');
  }
}
