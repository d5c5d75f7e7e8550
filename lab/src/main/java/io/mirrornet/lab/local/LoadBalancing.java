package io.mirrornet.lab.local;

import io.mirrornet.lab.arm.SharedCloud;
import io.mirrornet.lab.fabric.Fabric;
import io.mirrornet.lab.fabric.LoadBalancingRule;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the packets' load balancers as Resource Manager's documents say, a moment behind them. */
final class LoadBalancing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadBalancing.class);
  private static final long PERIOD_MILLIS = 500;

  private final SharedCloud cloud;
  private final Fabric fabric;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("load-balancing").factory());
  private List<LoadBalancingRule> applied = List.of();

  private LoadBalancing(SharedCloud cloud, Fabric fabric) {
    this.cloud = cloud;
    this.fabric = fabric;
  }

  /** Applies what there is, and from now on what changes. */
  static LoadBalancing start(SharedCloud cloud, Fabric fabric) {
    LoadBalancing balancing = new LoadBalancing(cloud, fabric);
    balancing.follow();
    var _ =
        balancing.executor.scheduleWithFixedDelay(
            balancing::followAndLog, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return balancing;
  }

  private void followAndLog() {
    try {
      follow();
    } catch (RuntimeException e) {
      // An exception would end the series without a word.
      LOG.atError().setCause(e).log("load balancing rules were not applied");
    }
  }

  private synchronized void follow() {
    List<LoadBalancingRule> rules =
        cloud
            .ask(inside ->
                new LoadBalancerRules(
                    inside.documents("Microsoft.Network/loadBalancers"),
                    inside.documents("Microsoft.Network/networkInterfaces")))
            .all();
    if (!rules.equals(applied)) {
      fabric.balance(rules);
      applied = rules;
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
