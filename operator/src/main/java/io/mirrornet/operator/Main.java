package io.mirrornet.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.operator.azure.AzureCloud;
import io.mirrornet.operator.azure.connection.AzureConfig;
import io.mirrornet.operator.config.OperatorConfig;
import io.mirrornet.operator.kubernetes.ApiClients;
import io.mirrornet.operator.kubernetes.ClusterNotReadException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts one replica of the operator, and ends it in order when it is told to. */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  /** {@code EX_CONFIG} ({@code sysexits.h}). */
  private static final int BAD_CONFIGURATION = 78;

  private static final int FAILED = 1;

  /**
   * The JDK's HTTP client would connect once more after a refusal, on the channel that it has
   * closed meanwhile: whoever reads of it would be told "ClosedChannelException" instead of the
   * refusal.
   */
  private static final String NO_SECOND_CONNECT = "jdk.httpclient.disableRetryConnect";

  private Main() {}

  /** Runs until the process is told to end. */
  public static void main(String[] arguments) {
    // Before the first client, which reads it once.
    System.setProperty(NO_SECOND_CONNECT, "true");
    try {
      run(System.getenv());
    } catch (IllegalArgumentException e) {
      LOG.atError().log(String.valueOf(e.getMessage()));
      System.exit(BAD_CONFIGURATION);
    } catch (ClusterNotReadException e) {
      LOG.atError().log(String.valueOf(e.getMessage()));
      System.exit(FAILED);
    } catch (RuntimeException | InterruptedException e) {
      LOG.atError().setCause(e).log("the operator cannot go on");
      System.exit(FAILED);
    }
  }

  private static void run(Map<String, String> environment) throws InterruptedException {
    OperatorConfig config = OperatorConfig.of(environment);
    AzureCloud cloud = AzureCloud.connect(AzureConfig.of(environment), InstantSource.system());
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  told.countDown();
                  awaitQuietly(ended);
                }));
    try (KubernetesClient client = ApiClients.ofEnvironment();
        OperatorProcess operator = new OperatorProcess(config, client, cloud)) {
      operator.start();
      LOG.atInfo().addKeyValue("config", config).log("operator started");
      told.await();
      LOG.atInfo().log("operator is ending");
    } finally {
      ended.countDown();
    }
  }

  /** The kubelet ends the process when its patience is over. */
  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
