package io.mirrornet.agent.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.agent.loop.StatusSink;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the whole status by a JSON patch (RFC 6902). The agent is its only writer, so no version
 * of the object is needed, and a change of the spec meanwhile is no conflict; what the agent says
 * no longer disappears. The patch first tests the uid: of the kinds of patch only this one keeps
 * what is meant for a deleted object from its successor of the same name, since the API server
 * ignores a wrong uid in an apply of a status.
 */
public final class StatusWriter implements StatusSink {

  private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

  private static final PatchContext JSON = PatchContext.of(PatchType.JSON);

  private final KubernetesClient client;

  public StatusWriter(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public boolean tell(HostRoute route, MirrorHostRouteStatus status) {
    List<Map<String, Object>> patch =
        List.of(
            Map.of("op", "test", "path", "/metadata/uid", "value", route.uid()),
            Map.of("op", "add", "path", "/status", "value", status));
    try {
      client
          .resources(MirrorHostRoute.class)
          .inNamespace(route.namespace())
          .withName(route.name())
          .subresource("status")
          .patch(JSON, client.getKubernetesSerialization().asJson(patch));
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
