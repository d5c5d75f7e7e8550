package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Speaks to the core directly; time jumps to where an operation ends. */
final class CoreClient implements AzureClient {

  private final Cloud cloud;
  private final TestClock clock;

  CoreClient(Cloud cloud, TestClock clock) {
    this.cloud = cloud;
    this.clock = clock;
  }

  /** Sends a request whose answer arrives. */
  ArmResponse send(ArmRequest request) {
    return switch (cloud.handle(request)) {
      case Answer.Delivered delivered -> delivered.response();
      case Answer.Lost lost -> throw new AssertionError("lost: " + request.path());
    };
  }

  ArmResponse send(String method, String target) {
    return send(ArmRequest.of(method, target, TestPrincipals.OPERATOR));
  }

  static String compute(String rest) {
    return path("Microsoft.Compute/virtualMachines/" + rest, "2025-04-01");
  }

  static String nicPath(String name) {
    return path("Microsoft.Network/networkInterfaces/" + name, "2025-03-01");
  }

  static String path(String rest, String version) {
    return "/subscriptions/%s/resourceGroups/rg-hs/providers/%s%sapi-version=%s"
        .formatted(
            CloudConfig.azure().subscriptionId(), rest, rest.contains("?") ? "&" : "?", version);
  }

  private ObjectNode get(String target) {
    ArmResponse response = send("GET", target);
    if (response.status() != 200) {
      throw new AssertionError(target + ": " + response);
    }
    return (ObjectNode) response.body().orElseThrow();
  }

  /** Sends a request and follows its operation to the end. */
  Outcome toTheEnd(ArmRequest request) {
    ArmResponse response = send(request);
    if (response.status() >= 300) {
      return new Outcome.Refused(response.status(), response.errorCode());
    }
    Optional<String> operation = response.header("Azure-AsyncOperation");
    return operation.map(this::follow).orElseGet(Outcome.Done::new);
  }

  private Outcome follow(String operation) {
    while (true) {
      ObjectNode status = get(operation);
      switch (text(status, "status")) {
        case "InProgress" -> clock.advanceTo(cloud.nextDue().orElseThrow());
        case "Succeeded" -> {
          return new Outcome.Done();
        }
        default -> {
          return new Outcome.Refused(200, text(status, "error", "code"));
        }
      }
    }
  }

  private ArmRequest request(String method, String target) {
    return ArmRequest.of(method, target, TestPrincipals.OPERATOR);
  }

  @Override
  public VirtualMachine machine(String name) {
    ObjectNode vm = get(compute(name));
    return new VirtualMachine(
        text(vm, "id"),
        text(vm, "properties", "vmId"),
        text(vm, "properties", "hardwareProfile", "vmSize"),
        text(vm, "etag"),
        objects(vm.path("properties").path("networkProfile").path("networkInterfaces"))
            .map(nic ->
                new Reference(text(nic, "id"), nic.path("properties").path("primary").asBoolean()))
            .toList());
  }

  @Override
  public List<String> machineNames() {
    List<String> names = new ArrayList<>();
    String next = path("Microsoft.Compute/virtualMachines", "2025-04-01");
    while (!next.isEmpty()) {
      ObjectNode page = get(next);
      objects(page.path("value")).forEach(vm -> names.add(text(vm, "name")));
      next = text(page, "nextLink");
    }
    return names;
  }

  @Override
  public String power(String machine) {
    return objects(get(compute(machine + "/instanceView")).path("statuses"))
        .map(status -> text(status, "code"))
        .filter(code -> code.startsWith("PowerState/"))
        .map(code -> code.substring("PowerState/".length()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Outcome deallocate(String machine) {
    return toTheEnd(request("POST", compute(machine + "/deallocate")));
  }

  @Override
  public Outcome start(String machine) {
    return toTheEnd(request("POST", compute(machine + "/start")));
  }

  @Override
  public Outcome setInterfaces(
      String machine, List<Reference> interfaces, Optional<String> ifMatch) {
    ObjectNode body = Documents.object();
    var list = properties(body).putObject("networkProfile").putArray("networkInterfaces");
    for (Reference reference : interfaces) {
      ObjectNode element = Documents.reference(reference.nicId());
      properties(element).put("primary", reference.primary());
      list.add(element);
    }
    ArmRequest patch = request("PATCH", compute(machine)).body(body);
    return toTheEnd(ifMatch.map(etag -> patch.header("If-Match", etag)).orElse(patch));
  }

  @Override
  public Outcome putNic(String name, String subnetId, Optional<String> address) {
    ObjectNode body = Documents.object().put("location", "westeurope");
    ObjectNode configuration =
        properties(body).putArray("ipConfigurations").addObject().put("name", "ipconfig1");
    properties(configuration).set("subnet", Documents.reference(subnetId));
    address.ifPresent(wanted ->
        properties(configuration)
            .put("privateIPAllocationMethod", "Static")
            .put("privateIPAddress", wanted));
    return toTheEnd(request("PUT", nicPath(name)).body(body));
  }

  @Override
  public Nic nic(String name) {
    ObjectNode nic = get(nicPath(name));
    JsonNode properties = nic.path("properties");
    JsonNode configuration = properties.path("ipConfigurations").path(0).path("properties");
    return new Nic(
        text(nic, "id"),
        text(configuration, "privateIPAddress"),
        present(text(properties, "macAddress")),
        present(text(properties, "virtualMachine", "id")),
        properties.has("primary")
            ? Optional.of(properties.path("primary").asBoolean())
            : Optional.empty(),
        Documents.ids(configuration.path("loadBalancerBackendAddressPools")));
  }

  @Override
  public Outcome deleteNic(String name) {
    return toTheEnd(request("DELETE", nicPath(name)));
  }

  @Override
  public Outcome lookUpNic(String name) {
    return toTheEnd(request("GET", nicPath(name)));
  }

  @Override
  public Balancer balancer(String name) {
    JsonNode properties =
        get(path("Microsoft.Network/loadBalancers/" + name, "2025-03-01")).path("properties");
    return new Balancer(
        each(properties.path("frontendIPConfigurations"), "privateIPAddress").toList(),
        objects(properties.path("loadBalancingRules"))
            .map(rule -> rule.path("properties").path("frontendPort").asInt())
            .toList(),
        objects(properties.path("backendAddressPools"))
            .flatMap(pool ->
                Documents.ids(pool.path("properties").path("backendIPConfigurations")).stream())
            .toList(),
        objects(properties.path("backendAddressPools"))
            .flatMap(pool ->
                each(pool.path("properties").path("loadBalancerBackendAddresses"), "ipAddress"))
            .toList());
  }

  private static Stream<String> each(JsonNode array, String property) {
    return objects(array)
        .map(one -> text(one, "properties", property))
        .filter(text -> !text.isEmpty());
  }

  @Override
  public Optional<Integer> mostInterfaces(String size) {
    String skus =
        "/subscriptions/%s/providers/Microsoft.Compute/skus?api-version=2021-07-01&$filter=location%%20eq%%20'westeurope'"
            .formatted(CloudConfig.azure().subscriptionId());
    return objects(get(skus).path("value"))
        .filter(sku -> text(sku, "name").equals(size))
        .flatMap(sku -> objects(sku.path("capabilities")))
        .filter(capability -> text(capability, "name").equals("MaxNetworkInterfaces"))
        .map(capability -> Integer.valueOf(text(capability, "value")))
        .findFirst();
  }

  @Override
  public Optional<String> publicAddress(String name) {
    return present(
        text(
            get(path("Microsoft.Network/publicIPAddresses/" + name, "2025-03-01")),
            "properties",
            "ipAddress"));
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }
}
