package io.mirrornet.operator.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.port.Leadership;
import io.mirrornet.operator.turn.TurnListener;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The operator's metrics, as Prometheus reads them. */
public final class OperatorMetrics implements TurnListener {

  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LongSupplier nanoTime;
  private volatile long lastLook;
  private volatile long openDisruptions;
  private volatile int unreadable;

  public OperatorMetrics(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastLook = nanoTime.getAsLong();
    Gauge.builder("mirrornet.disruptions.open", () -> openDisruptions)
        .description("Disruptions whose host may be down by our hand.")
        .register(registry);
    Gauge.builder("mirrornet.objects.unreadable", () -> unreadable)
        .description("Objects of the operator's kinds that cannot be read.")
        .register(registry);
    Gauge.builder("mirrornet.last.look.age", () -> (nanoTime.getAsLong() - lastLook) / NANOS)
        .description("Time since the fleet was last looked at by this process.")
        .baseUnit("seconds")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Shows who leads. */
  public void leader(Leadership leadership) {
    Gauge.builder("mirrornet.leader", () -> leadership.isHeld() ? 1 : 0)
        .description("1 if this process leads, 0 if it stands by.")
        .register(registry);
  }

  @Override
  public void turned(FleetPlan plan, Duration took) {
    lastLook = nanoTime.getAsLong();
    openDisruptions =
        plan.survey().fleet().cluster().disruptions().stream()
            .filter(disruption -> disruption.status().phase().isOpen())
            .count();
    unreadable = plan.survey().fleet().cluster().unreadable().size();
    count("mirrornet.turns", "Turns of the loop.", "outcome", "completed");
    Timer.builder("mirrornet.turn.duration")
        .description("How long a turn takes.")
        .register(registry)
        .record(took);
  }

  @Override
  public void failed() {
    count("mirrornet.turns", "Turns of the loop.", "outcome", "failed");
  }

  /** A write to the API server was made. */
  void action(String kind, Object outcome) {
    count("mirrornet.actions", "Writes to the API server.", "kind", kind, "outcome", word(outcome));
  }

  /** A request to ARM was made. */
  void armRequest(String kind, String outcome) {
    count("mirrornet.arm.requests", "Requests to ARM.", "kind", kind, "outcome", outcome);
  }

  /** The word for a case of a sealed result. */
  static String word(Object outcome) {
    return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Everything, in Prometheus' text format. */
  public String page() {
    return registry.scrape();
  }

  private void count(String name, String description, String... tags) {
    io.micrometer.core.instrument.Counter.builder(name)
        .description(description)
        .tags(tags)
        .register(registry)
        .increment();
  }
}
