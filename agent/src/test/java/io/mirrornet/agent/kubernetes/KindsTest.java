package io.mirrornet.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import org.junit.jupiter.api.Test;

class KindsTest {

  @Test
  void anEventBringsTheKindThatIsWatched() {
    assertThat(read("mirrornet.io/v1alpha1", "MirrorHostRoute").getObject())
        .isInstanceOf(MirrorHostRoute.class);
  }

  @Test
  void theEndOfAWatchIsUnderstood() {
    assertThat(read("v1", "Status").getObject()).isInstanceOf(Status.class);
  }

  private static WatchEvent read(String version, String kind) {
    String event =
        """
        {"type": "ERROR", "object": {"apiVersion": "%s", "kind": "%s", "metadata": {}}}
        """
            .formatted(version, kind);
    return Kinds.serialization().unmarshal(event, WatchEvent.class);
  }
}
