package io.mirrornet.agent.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mirrornet.net.Ipv4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agent asks of the API server once. */
public final class ApiServer {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  private final KubernetesClient client;

  public ApiServer(KubernetesClient client) {
    this.client = client;
  }

  /** Its addresses: no route of ours may lead to one of them. */
  public Set<Ipv4Address> addresses() {
    String host = URI.create(client.getConfiguration().getMasterUrl()).getHost();
    try {
      return Stream.of(InetAddress.getAllByName(host))
          .flatMap(address -> Ipv4Address.tryParse(address.getHostAddress()).stream())
          .collect(Collectors.toSet());
    } catch (UnknownHostException e) {
      LOG.atWarn().addKeyValue("host", host).log("the API server's name does not resolve");
      return Set.of();
    }
  }

  /**
   * The uid of this node, which tells it from an older one of the same name; empty: not to be had.
   */
  public Optional<String> nodeUid(String nodeName) {
    try {
      Optional<Node> node = Optional.ofNullable(client.nodes().withName(nodeName).get());
      if (node.isEmpty()) {
        LOG.atWarn().addKeyValue("node", nodeName).log("the cluster has no such node; waiting");
      }
      return node.map(present -> present.getMetadata().getUid());
    } catch (KubernetesClientException e) {
      LOG.atWarn()
          .addKeyValue("node", nodeName)
          .addKeyValue("cause", e.getMessage())
          .log("node not read; waiting");
      return Optional.empty();
    }
  }
}
