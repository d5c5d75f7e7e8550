package io.mirrornet.lab.story;

import io.mirrornet.api.disruption.CheckName;
import java.util.Map;

/** Something that a person does. */
sealed interface Play {

  /** Why, in a sentence for who watches. */
  String why();

  /**
   * A disruption is approved.
   *
   * @param acknowledged the checks that are Unknown, and why the approver answers for each
   */
  record Approve(String disruption, String host, Map<CheckName, String> acknowledged)
      implements Play {

    @Override
    public String why() {
      return "no check of " + disruption + " fails";
    }
  }

  /** A mirror's primary is moved. */
  record Failover(String mirror, String why) implements Play {}

  /** {@code iris stop}. */
  record Stop(String host, String instance, String why) implements Play {}

  /** {@code iris start}. */
  record Start(String host, String instance, String why) implements Play {}
}
