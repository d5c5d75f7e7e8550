package io.mirrornet.lab.cloud;

import java.util.Random;
import java.util.function.Function;

/** The contract, spoken to the core directly. */
class CoreContractTest implements CloudContract {

  private final TestClock clock = new TestClock();
  private final Cloud cloud = new Cloud(CloudConfig.azure().pageSize(3), clock, new Random(1));

  CoreContractTest() {
    cloud.access().grantAll(TestPrincipals.OPERATOR);
  }

  @Override
  public AzureClient client() {
    return new CoreClient(cloud, clock);
  }

  @Override
  public <T> T ask(Function<Cloud, T> question) {
    return question.apply(cloud);
  }
}
