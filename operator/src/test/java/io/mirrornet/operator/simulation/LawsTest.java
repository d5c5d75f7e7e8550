package io.mirrornet.operator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The laws in random worlds. */
class LawsTest {

  private static final int WORLDS = Integer.getInteger("laws.worlds", 2000);

  @Test
  void noLawIsBrokenInAnyOfManyFreshWorlds() {
    long base = Long.getLong("laws.seed", ThreadLocalRandom.current().nextLong());

    Campaign campaign = Campaign.run(base, WORLDS);

    System.out.println(campaign);
    assertThat(campaign.failures()).as(campaign.toString()).isEmpty();
  }
}
