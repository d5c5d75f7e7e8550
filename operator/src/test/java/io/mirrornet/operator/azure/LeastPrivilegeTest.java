package io.mirrornet.operator.azure;

import static io.mirrornet.operator.azure.ServedAzure.BALANCER;
import static io.mirrornet.operator.azure.ServedAzure.GROUP;
import static io.mirrornet.operator.azure.ServedAzure.NIC_A;
import static io.mirrornet.operator.azure.ServedAzure.SUBNET;
import static io.mirrornet.operator.azure.ServedAzure.VM_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mirrornet.lab.cloud.Fault;
import io.mirrornet.operator.model.azure.InterfaceDesign;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.NicReference.DeleteOption;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VmPermissions;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.Progress;
import io.mirrornet.operator.port.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The role of {@code docs/azure.md} is enough for the whole way, and no action of it is idle. */
class LeastPrivilegeTest {

  private static final ResourceId NEW_NIC = ServedAzure.nic("hs-vm-a-mirror");
  private static final ResourceId SECURITY_GROUP =
      ResourceId.of(GROUP, "Microsoft.Network/networkSecurityGroups", "nsg");
  private static final ResourceId APPLICATION_GROUP =
      ResourceId.of(GROUP, "Microsoft.Network/applicationSecurityGroups", "asg");

  @TempDir private Path directory;

  @Test
  void theRoleIsEnough() {
    assertThat(wholeWay(documentedActions())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documentedActions")
  void withoutOneOfItsActionsTheWayEnds(String action) {
    List<String> fewer = new ArrayList<>(documentedActions());
    fewer.remove(action);

    assertThat(wholeWay(fewer)).hasValueSatisfying(end -> assertThat(end).contains(action));
  }

  @Test
  void whatADisruptionNeedsIsInTheRole() {
    assertThat(documentedActions()).containsAll(VmPermissions.NEEDED).contains(VmPermissions.JOIN);
  }

  static List<String> documentedActions() {
    try {
      String page = Files.readString(Path.of("../docs/azure.md"));
      String json = page.substring(page.indexOf("```json") + 7, page.indexOf("```\n\n    az role"));
      JsonNode actions = JsonMapper.builder().build().readTree(json).path("Actions");
      return actions.valueStream().map(JsonNode::asText).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the way ended too early, in Azure's words; empty if it led to the end. */
  private Optional<String> wholeWay(List<String> actions) {
    try (ServedAzure served = new ServedAzure(directory)) {
      served.world(world -> {
        JsonMapper json = JsonMapper.builder().build();
        world.put(SECURITY_GROUP.toString(), json.createObjectNode());
        world.put(APPLICATION_GROUP.toString(), json.createObjectNode());
      });
      // Long enough that the creation is an operation to follow.
      served.fault(
          "Microsoft.Network/networkInterfaces/write",
          new Fault.Effect.StretchOperation(Duration.ofMillis(20)),
          1);
      served.grantOnly(actions);
      AzureCloud azure = served.connect();
      return Stream.concat(reads(azure), changes(azure)).findFirst();
    }
  }

  private static Stream<String> reads(AzureCloud azure) {
    return Stream.<Reading<?>>of(
            azure.permissions(VM_A),
            azure.virtualMachines(GROUP),
            azure.networkInterfaces(GROUP),
            azure.loadBalancers(GROUP),
            azure.vmSizes(GROUP.subscription(), "westeurope"),
            azure.virtualMachine(VM_A),
            azure.powerState(VM_A),
            azure.networkInterface(NIC_A),
            azure.loadBalancer(BALANCER),
            azure.subnet(SUBNET),
            azure.publicAddress(
                ResourceId.of(GROUP, "Microsoft.Network/publicIPAddresses", "hs-vm-a-ip")))
        .flatMap(reading -> unknown(reading).stream());
  }

  private static Optional<String> unknown(Reading<?> reading) {
    return reading instanceof Reading.Unknown<?>(var error)
        ? Optional.of(error.message())
        : Optional.empty();
  }

  private static Stream<String> changes(AzureCloud azure) {
    List<NicReference> nics =
        List.of(
            new NicReference(NIC_A, true, DeleteOption.DETACH),
            new NicReference(NEW_NIC, false, DeleteOption.DETACH));
    InterfaceDesign design =
        new InterfaceDesign(
            NEW_NIC,
            "westeurope",
            SUBNET,
            Optional.empty(),
            Optional.of(SECURITY_GROUP),
            List.of(APPLICATION_GROUP),
            false,
            Map.of());
    return Stream.<Supplier<Acceptance>>of(
            () -> azure.createInterface(design, Optional.empty()),
            () -> azure.deallocate(VM_A, () -> true).orElseThrow(),
            () -> azure.replaceInterfaces(VM_A, nics, Optional.empty()),
            () -> azure.start(VM_A))
        .flatMap(change -> failure(ServedAzure.end(azure, change.get())).stream());
  }

  private static Optional<String> failure(Progress progress) {
    return switch (progress) {
      case Progress.Failed(var error) -> Optional.of(error.message());
      case Progress.Unknown(var error) -> Optional.of(error.message());
      case Progress.Running _, Progress.Succeeded _ -> Optional.empty();
    };
  }
}
