package io.mirrornet.lab.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mirrornet.lab.local.Lab;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.scenario.Scenario.Frontend;
import io.mirrornet.lab.scenario.Scenario.Mirror;
import io.mirrornet.lab.scenario.Scenario.VirtualMachine;
import java.util.List;

/** The HealthShareMirrorNetwork of a scenario, as a person would write it. */
final class NetworkManifest {

  static final String NAMESPACE = "healthshare";
  static final String NAME = "ucr";

  private static final String STATUS_PAGE = "/csp/bin/mirror_status.cxw";
  private static final String METRICS_PAGE = "/api/monitor/metrics";

  private final Lab lab;
  private final Scenario scenario;

  private NetworkManifest(Lab lab) {
    this.lab = lab;
    this.scenario = lab.scenario();
  }

  /** As YAML, the namespace first. */
  static String of(Lab lab) {
    return "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n---\n%s"
        .formatted(NAMESPACE, yaml(new NetworkManifest(lab).object()));
  }

  static String yaml(JsonNode object) {
    try {
      return YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .build()
          .writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every tree is YAML", e);
    }
  }

  private ObjectNode object() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "mirrornet.io/v1alpha1").put("kind", "HealthShareMirrorNetwork");
    object.putObject("metadata").put("name", NAME).put("namespace", NAMESPACE);
    object.set("spec", merged(spec(), scenario.network()));
    return object;
  }

  private ObjectNode spec() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    ObjectNode hosts = spec.putObject("hosts");
    // The API takes one of the two.
    if (!scenario.network().path("hosts").has("nodeSelector")) {
      ArrayNode names = hosts.putArray("nodeNames");
      scenario.virtualMachines().forEach(machine -> names.add(machine.name()));
    }
    machines(hosts);
    loadBalancers(spec);
    if (!scenario.mirrors().isEmpty()) {
      ArrayNode mirrors = spec.putArray("mirrors");
      scenario.mirrors().forEach(mirror -> mirrors.add(mirror(mirror)));
    }
    return spec;
  }

  /**
   * A node without providerID in a resource group that no other node leads to has to be told: the
   * operator does not search a whole subscription.
   */
  private void machines(ObjectNode hosts) {
    List<VirtualMachine> nameless =
        scenario.virtualMachines().stream()
            .filter(machine -> !machine.providerId() && isHost(machine))
            .filter(machine ->
                scenario.virtualMachines().stream()
                    .noneMatch(other ->
                        other.providerId()
                            && other.resourceGroup().equalsIgnoreCase(machine.resourceGroup())))
            .toList();
    if (!nameless.isEmpty()) {
      ObjectNode ids = hosts.putObject("virtualMachines");
      nameless.forEach(machine ->
          ids.put(
              machine.name(),
              "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Compute/virtualMachines/%s"
                  .formatted(
                      lab.azure().subscriptionId(), machine.resourceGroup(), machine.name())));
    }
  }

  /** The scenario may name fewer hosts than it has machines. */
  private boolean isHost(VirtualMachine machine) {
    JsonNode named = scenario.network().path("hosts").path("nodeNames");
    return named.isMissingNode()
        || named.valueStream().anyMatch(name -> name.asText().equals(machine.name()));
  }

  private void loadBalancers(ObjectNode spec) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ArrayNode frontends = kinds();
    if (!frontends.isEmpty()) {
      object.set("frontends", frontends);
    }
    ArrayNode elsewhere = elsewhere();
    if (!elsewhere.isEmpty()) {
      object.set("include", elsewhere);
    }
    if (!object.isEmpty()) {
      spec.set("loadBalancers", object);
    }
  }

  /** What the health probe does not tell has to be said. */
  private ArrayNode kinds() {
    ArrayNode frontends = JsonNodeFactory.instance.arrayNode();
    scenario.mirrors().stream()
        .map(Mirror::frontend)
        .filter(name ->
            scenario
                .frontend(name)
                .probe()
                .path()
                .filter(path -> path.endsWith("mirror_status.cxw"))
                .isEmpty())
        .forEach(name -> frontends.addObject().put("name", name).put("kind", "Mirror"));
    return frontends;
  }

  /** Load balancers are searched in the resource groups of the hosts; others have to be told. */
  private ArrayNode elsewhere() {
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    scenario.loadBalancers().stream()
        .filter(balancer ->
            scenario.virtualMachines().stream()
                .noneMatch(machine ->
                    isHost(machine)
                        && machine.resourceGroup().equalsIgnoreCase(balancer.resourceGroup())))
        .forEach(balancer ->
            ids.add(
                "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/loadBalancers/%s"
                    .formatted(
                        lab.azure().subscriptionId(), balancer.resourceGroup(), balancer.name())));
    return ids;
  }

  private ObjectNode mirror(Mirror mirror) {
    Frontend frontend = scenario.frontend(mirror.frontend());
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", mirror.name()).putArray("frontends").add(mirror.frontend());
    node.putObject("arbiter")
        .put("host", lab.arbiter().address().toString())
        .put("port", lab.arbiter().port());
    ArrayNode members = node.putArray("members");
    for (Scenario.Member member : mirror.members()) {
      String web = lab.webServer(member.host(), member.instance()).toString();
      ObjectNode declared =
          members
              .addObject()
              .put("host", member.host())
              .put("instance", member.instance())
              .put("superserverPort", frontend.ports().getFirst())
              .put("startedBy", "Person")
              .put("stoppedBy", "Person");
      declared.putObject("status").put("url", web + frontend.probe().path().orElse(STATUS_PAGE));
      declared.putObject("metrics").put("url", web + METRICS_PAGE);
    }
    return node;
  }

  /** A JSON merge patch (RFC 7396): null takes a field away. */
  static ObjectNode merged(ObjectNode base, ObjectNode patch) {
    ObjectNode result = base.deepCopy();
    patch
        .propertyStream()
        .forEach(entry -> {
          JsonNode mine = result.path(entry.getKey());
          if (entry.getValue().isNull()) {
            result.remove(entry.getKey());
          } else if (entry.getValue() instanceof ObjectNode theirs) {
            result.set(
                entry.getKey(),
                merged(
                    mine instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode(),
                    theirs));
          } else {
            result.set(entry.getKey(), entry.getValue());
          }
        });
    return result;
  }
}
