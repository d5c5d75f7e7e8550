package io.mirrornet.agent.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.agent.loop.StatusSink;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the status by server-side apply. The agent is its only writer, so there is nobody to agree
 * with: an apply needs no version of the object and cannot meet a conflict, and what the agent says
 * no longer disappears, which a merge would leave. The uid keeps it from an object that was made
 * anew under the same name.
 */
public final class StatusApplier implements StatusSink {

  private static final Logger LOG = LoggerFactory.getLogger(StatusApplier.class);

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("mirrornet-agent")
          .withForce(true)
          .build();

  private final KubernetesClient client;

  public StatusApplier(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public boolean tell(HostRoute route, MirrorHostRouteStatus status) {
    MirrorHostRoute object = new MirrorHostRoute();
    object.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(route.namespace())
            .withName(route.name())
            .withUid(route.uid())
            .build());
    object.setStatus(status);
    try {
      client.resource(object).subresource("status").patch(APPLY);
      LOG.atInfo().addKeyValue("object", route).log("status told");
      return true;
    } catch (KubernetesClientException e) {
      LOG.atWarn()
          .addKeyValue("object", route)
          .addKeyValue("cause", e.getMessage())
          .log("status not told; trying again");
      return false;
    }
  }
}
