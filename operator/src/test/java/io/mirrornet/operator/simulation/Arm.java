package io.mirrornet.operator.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.lab.cloud.Answer;
import io.mirrornet.lab.cloud.ArmRequest;
import io.mirrornet.lab.cloud.ArmResponse;
import io.mirrornet.lab.cloud.Principal;
import io.mirrornet.operator.model.azure.InterfaceDesign;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.PublicAddress;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.Subnet;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.azure.VmPermissions;
import io.mirrornet.operator.model.azure.VmSize;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.Operation;
import io.mirrornet.operator.port.Progress;
import io.mirrornet.operator.port.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The operator's door to Azure, as requests in JSON to the core of the ARM simulator. */
final class Arm implements Cloud {

  /** Who the operator is. */
  static final Principal OPERATOR = new Principal("operator", "operator", "tenant");

  /** Carries a request there and an answer back, or not. */
  @FunctionalInterface
  interface Wire {
    Answer send(ArmRequest request);
  }

  private static final String COMPUTE = "2025-04-01";
  private static final String NETWORK = "2025-03-01";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Wire wire;
  private final Function<ResourceId, List<String>> missingPermissions;

  /**
   * @param missingPermissions what the operator lacks on a VM, which ARM tells by a provider that
   *     the simulator does not have
   */
  Arm(Wire wire, Function<ResourceId, List<String>> missingPermissions) {
    this.wire = wire;
    this.missingPermissions = missingPermissions;
  }

  @Override
  public Reading<List<VirtualMachine>> virtualMachines(ResourceGroup group) {
    return list(group, "Microsoft.Compute/virtualMachines", COMPUTE, ArmDocuments::virtualMachine);
  }

  @Override
  public Reading<List<NetworkInterface>> networkInterfaces(ResourceGroup group) {
    return list(
        group, "Microsoft.Network/networkInterfaces", NETWORK, ArmDocuments::networkInterface);
  }

  @Override
  public Reading<List<LoadBalancer>> loadBalancers(ResourceGroup group) {
    return list(group, "Microsoft.Network/loadBalancers", NETWORK, ArmDocuments::loadBalancer);
  }

  @Override
  public Reading<List<VmSize>> vmSizes(String subscription, String location) {
    return read(
        "/subscriptions/%s/providers/Microsoft.Compute/skus".formatted(subscription),
        "2021-07-01",
        skus -> ArmDocuments.sizes(subscription, location, skus));
  }

  @Override
  public Reading<VirtualMachine> virtualMachine(ResourceId id) {
    return read(id.toString(), COMPUTE, ArmDocuments::virtualMachine);
  }

  @Override
  public Reading<PowerState> powerState(ResourceId id) {
    return read(id + "/instanceView", COMPUTE, ArmDocuments::powerState);
  }

  @Override
  public Reading<NetworkInterface> networkInterface(ResourceId id) {
    return read(id.toString(), NETWORK, ArmDocuments::networkInterface);
  }

  @Override
  public Reading<LoadBalancer> loadBalancer(ResourceId id) {
    return read(id.toString(), NETWORK, ArmDocuments::loadBalancer);
  }

  @Override
  public Reading<Subnet> subnet(ResourceId id) {
    return read(id.toString(), NETWORK, ArmDocuments::subnet);
  }

  @Override
  public Reading<PublicAddress> publicAddress(ResourceId id) {
    return read(id.toString(), NETWORK, ArmDocuments::publicAddress);
  }

  @Override
  public Reading<VmPermissions> permissions(ResourceId vm) {
    return new Reading.Found<>(new VmPermissions(missingPermissions.apply(vm)));
  }

  @Override
  public Acceptance createInterface(InterfaceDesign design, Optional<String> replaced) {
    ObjectNode body = JSON.objectNode().put("location", design.location());
    design.tags().forEach((key, value) -> body.withObject("/tags").put(key, value));
    ObjectNode properties = body.putObject("properties");
    properties.put("enableAcceleratedNetworking", design.acceleratedNetworking());
    design
        .securityGroup()
        .ifPresent(id -> properties.putObject("networkSecurityGroup").put("id", id.toString()));
    ObjectNode configuration =
        properties
            .putArray("ipConfigurations")
            .addObject()
            .put("name", "primary")
            .putObject("properties")
            .put("primary", true)
            .put("privateIPAllocationMethod", design.address().isPresent() ? "Static" : "Dynamic");
    design.address().ifPresent(wish -> configuration.put("privateIPAddress", wish.toString()));
    configuration.putObject("subnet").put("id", design.subnet().toString());
    ArmRequest put = request("PUT", design.id().toString(), NETWORK).body(body);
    return write(
        replaced
            .map(etag -> put.header("If-Match", etag))
            .orElseGet(() -> put.header("If-None-Match", "*")));
  }

  @Override
  public Optional<Acceptance> deallocate(ResourceId vm, BooleanSupplier due) {
    return due.getAsBoolean()
        ? Optional.of(write(request("POST", vm + "/deallocate", COMPUTE)))
        : Optional.empty();
  }

  @Override
  public Acceptance start(ResourceId vm) {
    return write(request("POST", vm + "/start", COMPUTE));
  }

  @Override
  public Acceptance replaceInterfaces(
      ResourceId vm, List<NicReference> nics, Optional<String> etag) {
    ObjectNode body = JSON.objectNode();
    ArrayNode list =
        body.putObject("properties").putObject("networkProfile").putArray("networkInterfaces");
    for (NicReference nic : nics) {
      ObjectNode properties =
          list.addObject().put("id", nic.id().toString()).putObject("properties");
      properties.put("primary", nic.primary());
      switch (nic.deleteOption()) {
        case DELETE -> properties.put("deleteOption", "Delete");
        case DETACH -> properties.put("deleteOption", "Detach");
        case UNSET -> {}
      }
    }
    ArmRequest patch = request("PATCH", vm.toString(), COMPUTE).body(body);
    return write(etag.map(tag -> patch.header("If-Match", tag)).orElse(patch));
  }

  @Override
  public Progress progress(Operation operation) {
    return switch (wire.send(ArmRequest.of("GET", operation.url(), OPERATOR))) {
      case Answer.Lost _ -> new Progress.Unknown(ArmErrors.noAnswer());
      case Answer.Delivered(var response, _) ->
          response.status() == 200
              ? progress(response.body().orElseThrow(), response)
              : new Progress.Unknown(ArmErrors.of(response));
    };
  }

  private static Progress progress(JsonNode status, ArmResponse response) {
    return switch (status.path("status").asText()) {
      case "Succeeded" -> new Progress.Succeeded();
      case "InProgress" ->
          new Progress.Running(ArmErrors.retryAfter(response).orElse(Duration.ofSeconds(10)));
      default -> new Progress.Failed(ArmErrors.of(status.path("error"), response));
    };
  }

  private Acceptance write(ArmRequest request) {
    return switch (wire.send(request)) {
      case Answer.Lost _ -> new Acceptance.Failed(ArmErrors.noAnswer());
      case Answer.Delivered(var response, _) -> {
        if (response.status() >= 300) {
          yield new Acceptance.Failed(ArmErrors.of(response));
        }
        String correlation = response.header("x-ms-correlation-request-id").orElse("");
        yield response
            .header("Azure-AsyncOperation")
            .<Acceptance>map(url -> new Acceptance.Accepted(new Operation(url, correlation)))
            .orElseGet(() -> new Acceptance.Done(correlation));
      }
    };
  }

  private <T> Reading<T> read(String path, String version, Function<JsonNode, T> parse) {
    return answer(request("GET", path, version), parse);
  }

  private <T> Reading<T> answer(ArmRequest request, Function<JsonNode, T> parse) {
    return switch (wire.send(request)) {
      case Answer.Lost _ -> new Reading.Unknown<>(ArmErrors.noAnswer());
      case Answer.Delivered(var response, _) -> {
        if (response.status() == 200) {
          yield new Reading.Found<>(parse.apply(response.body().orElseThrow()));
        }
        yield response.status() == 404 && response.errorCode().endsWith("NotFound")
            ? new Reading.Absent<>()
            : new Reading.Unknown<>(ArmErrors.of(response));
      }
    };
  }

  private <T> Reading<List<T>> list(
      ResourceGroup group, String type, String version, Function<JsonNode, T> parse) {
    List<T> all = new ArrayList<>();
    ArmRequest next = request("GET", "%s/providers/%s".formatted(group, type), version);
    while (true) {
      switch (answer(next, Function.identity())) {
        case Reading.Found<JsonNode>(var page) -> {
          ArmDocuments.each(page.path("value")).map(parse).forEach(all::add);
          Optional<String> link = ArmDocuments.text(page.path("nextLink"));
          if (link.isEmpty()) {
            return new Reading.Found<>(List.copyOf(all));
          }
          next = ArmRequest.of("GET", link.get(), OPERATOR);
        }
        case Reading.Absent<JsonNode> _ -> {
          return new Reading.Absent<>();
        }
        case Reading.Unknown<JsonNode>(CloudError error) -> {
          return new Reading.Unknown<>(error);
        }
      }
    }
  }

  private static ArmRequest request(String method, String path, String version) {
    return ArmRequest.of(method, path + "?api-version=" + version, OPERATOR);
  }
}
