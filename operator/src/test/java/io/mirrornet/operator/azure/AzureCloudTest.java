package io.mirrornet.operator.azure;

import static io.mirrornet.operator.azure.ServedAzure.BALANCER;
import static io.mirrornet.operator.azure.ServedAzure.GROUP;
import static io.mirrornet.operator.azure.ServedAzure.NIC_A;
import static io.mirrornet.operator.azure.ServedAzure.SUBNET;
import static io.mirrornet.operator.azure.ServedAzure.VM_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mirrornet.lab.cloud.JournalEntry;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.operator.model.azure.InterfaceDesign;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.LoadBalancer.Protocol;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.NicReference.DeleteOption;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.ProvisioningState;
import io.mirrornet.operator.model.azure.PublicAddress;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.SizeName;
import io.mirrornet.operator.model.azure.Subnet;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.azure.VirtualMachine.OperatingSystem;
import io.mirrornet.operator.model.azure.VmSize;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.Progress;
import io.mirrornet.operator.port.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator sees of the local cloud and does to it, and what that is on the wire. */
class AzureCloudTest {

  private static final ResourceId NEW_NIC = ServedAzure.nic("hs-vm-a-mirror");

  @TempDir private Path directory;
  private ServedAzure served;
  private AzureCloud azure;

  @BeforeEach
  void serve() {
    served = new ServedAzure(directory);
    azure = served.connect();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void aMachineIsReadWithEverythingThatADecisionRestsOn() {
    VirtualMachine vm = found(azure.virtualMachine(VM_A));

    assertThat(vm.id()).isEqualTo(VM_A);
    assertThat(vm.vmId())
        .hasToString(served.ask(cloud -> cloud.machine(VM_A.toString()).orElseThrow().vmId()));
    assertThat(vm.zone()).contains("1");
    assertThat(vm.size()).isEqualTo("Standard_E8s_v5");
    assertThat(vm.location()).isEqualTo("westeurope");
    assertThat(vm.operatingSystem()).isEqualTo(OperatingSystem.LINUX);
    assertThat(vm.nics()).containsExactly(new NicReference(NIC_A, true, DeleteOption.DETACH));
    assertThat(vm.tags()).isEqualTo(Map.of("tier", "ucr"));
    assertThat(vm.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
    assertThat(vm.etag()).isPresent();
    assertThat(vm.ephemeralOsDisk()).isFalse();
  }

  @Test
  void aNicIsReadWithItsAddressItsSubnetAndItsPools() {
    NetworkInterface nic = found(azure.networkInterface(NIC_A));

    assertThat(nic.mac()).isPresent();
    assertThat(nic.virtualMachine()).contains(VM_A);
    assertThat(nic.primaryIpConfiguration())
        .hasValueSatisfying(configuration -> {
          assertThat(configuration.address()).contains(Ipv4Address.parse("10.2.1.4"));
          assertThat(configuration.subnet()).isEqualTo(SUBNET);
          assertThat(configuration.publicAddress()).isPresent();
          assertThat(configuration.pools())
              .containsExactly(BALANCER.child("backendAddressPools", "registry"));
        });
  }

  @Test
  void aLoadBalancerIsReadWithTheWayFromItsAddressToItsHosts() {
    LoadBalancer balancer = found(azure.loadBalancer(BALANCER));

    assertThat(balancer.frontends())
        .extracting(LoadBalancer.FrontendIpConfiguration::address)
        .containsExactly(Optional.of(Ipv4Address.parse("10.2.1.100")));
    assertThat(balancer.pools().getFirst().ipConfigurations())
        .contains(NIC_A.child("ipConfigurations", "ipconfig1"));
    assertThat(balancer.rules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.protocol()).isEqualTo(Protocol.TCP);
          assertThat(rule.frontendPort()).isEqualTo(1972);
          assertThat(rule.frontend()).isEqualTo(balancer.frontends().getFirst().id());
          assertThat(rule.pools()).containsExactly(balancer.pools().getFirst().id());
          assertThat(rule.probe()).contains(balancer.probes().getFirst().id());
        });
    assertThat(balancer.probes().getFirst().path()).contains("/csp/bin/mirror_status.cxw");
  }

  @Test
  void subnetPublicAddressSizesAndPowerStateAreRead() {
    Subnet subnet = found(azure.subnet(SUBNET));
    assertThat(subnet.prefix()).isEqualTo(Ipv4Prefix.parse("10.2.1.0/24"));
    assertThat(subnet.usedAddresses()).isEqualTo(3);

    ResourceId publicIp = ResourceId.of(GROUP, "Microsoft.Network/publicIPAddresses", "hs-vm-a-ip");
    assertThat(azure.publicAddress(publicIp))
        .isEqualTo(new Reading.Found<>(new PublicAddress(publicIp, false)));

    assertThat(found(azure.vmSizes(GROUP.subscription(), "westeurope")))
        .contains(
            new VmSize(
                new SizeName(GROUP.subscription(), "westeurope", "Standard_E8s_v5"),
                OptionalInt.of(4)),
            new VmSize(
                new SizeName(GROUP.subscription(), "westeurope", "Standard_EC96ads_cc_v5"),
                OptionalInt.empty()));

    assertThat(azure.powerState(VM_A)).isEqualTo(new Reading.Found<>(PowerState.RUNNING));
  }

  @Test
  void whatAzureSaysIsNotThereIsAbsent() {
    ResourceId nobody = ResourceId.of(GROUP, "Microsoft.Compute/virtualMachines", "nobody");
    ResourceGroup nowhere = new ResourceGroup(GROUP.subscription(), "nowhere");

    assertThat(azure.virtualMachine(nobody)).isEqualTo(new Reading.Absent<>());
    assertThat(azure.powerState(nobody)).isEqualTo(new Reading.Absent<>());
    assertThat(azure.networkInterface(ServedAzure.nic("nobody"))).isEqualTo(new Reading.Absent<>());
    assertThat(azure.subnet(SUBNET.parent().orElseThrow().child("subnets", "nobody")))
        .isEqualTo(new Reading.Absent<>());
    assertThat(azure.virtualMachines(nowhere)).isEqualTo(new Reading.Absent<>());
  }

  @Test
  void aListIsReadToItsLastPage() {
    served.world(world -> {
      for (int i = 10; i < 17; i++) {
        world.virtualMachine("more-" + i).address("10.2.1." + i).create();
      }
    });
    served.forgetRequests();

    assertThat(found(azure.virtualMachines(GROUP))).hasSize(9);
    assertThat(served.requests()).hasSize(3);
    assertThat(found(azure.networkInterfaces(GROUP))).hasSize(9);
    assertThat(found(azure.loadBalancers(GROUP))).hasSize(1);
  }

  @Test
  void whatOneMayNotDoWithAMachineIsTold() {
    served.grantOnly(
        List.of(
            "Microsoft.Authorization/permissions/read",
            "Microsoft.Compute/virtualMachines/*/action",
            "*/read"));

    assertThat(found(azure.permissions(VM_A)).missing())
        .containsExactly("Microsoft.Compute/virtualMachines/write");
  }

  @Test
  void aNicIsCreatedAsDesignedAndNothingElseIsSent() throws Exception {
    ResourceId securityGroup =
        ResourceId.of(GROUP, "Microsoft.Network/networkSecurityGroups", "nsg");
    ResourceId applicationGroup =
        ResourceId.of(GROUP, "Microsoft.Network/applicationSecurityGroups", "asg");
    served.world(world -> {
      world.put(securityGroup.toString(), JsonMapper.builder().build().createObjectNode());
      world.put(applicationGroup.toString(), JsonMapper.builder().build().createObjectNode());
    });
    InterfaceDesign design =
        new InterfaceDesign(
            NEW_NIC,
            "westeurope",
            SUBNET,
            Optional.of(Ipv4Address.parse("10.2.1.14")),
            Optional.of(securityGroup),
            List.of(applicationGroup),
            true,
            Map.of("mirrornet-installation", "prod"));

    assertThat(azure.createInterface(design, Optional.empty())).isInstanceOf(Acceptance.Done.class);

    NetworkInterface nic = found(azure.networkInterface(NEW_NIC));
    assertThat(nic.securityGroup()).contains(securityGroup);
    assertThat(nic.applicationSecurityGroups()).containsExactly(applicationGroup);
    assertThat(nic.acceleratedNetworking()).isTrue();
    assertThat(nic.tags()).isEqualTo(Map.of("mirrornet-installation", "prod"));
    assertThat(nic.primaryIpConfiguration().orElseThrow().address())
        .contains(Ipv4Address.parse("10.2.1.14"));
    assertSent(
        "PUT",
        """
        {"location": "westeurope",
         "tags": {"mirrornet-installation": "prod"},
         "properties": {
           "enableAcceleratedNetworking": true,
           "networkSecurityGroup": {"id": "%s"},
           "ipConfigurations": [{
             "name": "primary",
             "properties": {
               "primary": true,
               "privateIPAddressVersion": "IPv4",
               "privateIPAllocationMethod": "Static",
               "privateIPAddress": "10.2.1.14",
               "subnet": {"id": "%s"},
               "applicationSecurityGroups": [{"id": "%s"}]}}]}}
        """
            .formatted(securityGroup, SUBNET, applicationGroup));
  }

  @Test
  void aMachineIsTakenDownGivenAnotherNicAndStarted() throws Exception {
    azure.createInterface(plain(), Optional.empty());
    VirtualMachine before = found(azure.virtualMachine(VM_A));

    assertThat(ServedAzure.end(azure, azure.deallocate(VM_A, () -> true).orElseThrow()))
        .isEqualTo(new Progress.Succeeded());
    assertThat(azure.powerState(VM_A)).isEqualTo(new Reading.Found<>(PowerState.DEALLOCATED));

    List<NicReference> nics = new ArrayList<>(before.nics());
    nics.add(new NicReference(NEW_NIC, false, DeleteOption.UNSET));
    Optional<String> etag = found(azure.virtualMachine(VM_A)).etag();
    assertThat(ServedAzure.end(azure, azure.replaceInterfaces(VM_A, nics, etag)))
        .isEqualTo(new Progress.Succeeded());
    assertSent(
        "PATCH",
        """
        {"properties": {"networkProfile": {"networkInterfaces": [
           {"id": "%s", "properties": {"primary": true, "deleteOption": "Detach"}},
           {"id": "%s", "properties": {"primary": false}}]}}}
        """
            .formatted(NIC_A, NEW_NIC));

    assertThat(ServedAzure.end(azure, azure.start(VM_A))).isEqualTo(new Progress.Succeeded());
    VirtualMachine after = found(azure.virtualMachine(VM_A));
    assertThat(after.holds(NIC_A)).isTrue();
    assertThat(after.holds(NEW_NIC)).isTrue();
    assertThat(after.primaryNic().orElseThrow().id()).isEqualTo(NIC_A);
    assertThat(found(azure.networkInterface(NEW_NIC)).mac()).isPresent();
    assertThat(azure.powerState(VM_A)).isEqualTo(new Reading.Found<>(PowerState.RUNNING));
    assertThat(served.requests())
        .filteredOn(request -> request.method().equals("POST"))
        .extracting(JournalEntry::body)
        .containsOnly("");
  }

  @Test
  void eachMethodIsOneRequest() {
    served.forgetRequests();
    List<Runnable> calls =
        List.of(
            () -> azure.virtualMachines(GROUP),
            () -> azure.networkInterfaces(GROUP),
            () -> azure.loadBalancers(GROUP),
            () -> azure.vmSizes(GROUP.subscription(), "westeurope"),
            () -> azure.virtualMachine(VM_A),
            () -> azure.powerState(VM_A),
            () -> azure.networkInterface(NIC_A),
            () -> azure.loadBalancer(BALANCER),
            () -> azure.subnet(SUBNET),
            () ->
                azure.publicAddress(
                    ResourceId.of(GROUP, "Microsoft.Network/publicIPAddresses", "hs-vm-a-ip")),
            () -> azure.permissions(VM_A),
            () -> azure.createInterface(plain(), Optional.empty()),
            () -> azure.deallocate(ServedAzure.VM_B, () -> true),
            () -> azure.start(VM_A),
            () -> azure.replaceInterfaces(VM_A, List.of(), Optional.of("\"none\"")));

    for (int i = 0; i < calls.size(); i++) {
      calls.get(i).run();
      assertThat(served.requests()).as("after call %d", i).hasSize(i + 1);
    }
    Acceptance.Accepted accepted =
        (Acceptance.Accepted) azure.deallocate(VM_A, () -> true).orElseThrow();
    served.forgetRequests();
    azure.progress(accepted.operation());
    assertThat(served.requests()).hasSize(1);
  }

  @Test
  void theCorrelationIdOfAChangeIsTheOneInAzuresLog() {
    Acceptance.Accepted accepted =
        (Acceptance.Accepted) azure.deallocate(VM_A, () -> true).orElseThrow();

    assertThat(served.requests().getLast().correlationId())
        .isNotEmpty()
        .isEqualTo(accepted.operation().correlationId());
  }

  @Test
  void theAddressOfAnOperationIsNeverShown() {
    Acceptance accepted = azure.deallocate(VM_A, () -> true).orElseThrow();

    assertThat(((Acceptance.Accepted) accepted).operation().url()).hasSizeGreaterThan(4000);
    assertThat(accepted.toString()).doesNotContain("https://").hasSizeLessThan(200);
  }

  @Test
  void aNewNicReplacesNone() {
    assertThat(azure.createInterface(plain(), Optional.empty()))
        .isInstanceOf(Acceptance.Done.class);

    assertThat(azure.createInterface(plain(), Optional.empty()))
        .as("somebody was faster")
        .isInstanceOfSatisfying(
            Acceptance.Failed.class,
            failed ->
                assertThat(failed.error())
                    .returns(CloudError.Kind.CONFLICT, CloudError::kind)
                    .returns(true, CloudError::isTransient));
  }

  @Test
  void aNicIsWrittenAgainOnlyAsItWasRead() {
    azure.createInterface(plain(), Optional.empty());
    Optional<String> read = found(azure.networkInterface(NEW_NIC)).etag();
    assertThat(read).isPresent();

    assertThat(azure.createInterface(plain(), read)).isInstanceOf(Acceptance.Done.class);

    assertThat(azure.createInterface(plain(), read))
        .as("it has changed since")
        .isInstanceOfSatisfying(
            Acceptance.Failed.class,
            failed -> assertThat(failed.error().kind()).isEqualTo(CloudError.Kind.CONFLICT));
  }

  @Test
  void aDeallocationThatIsNotDueAnyMoreIsNotSent() {
    served.forgetRequests();

    assertThat(azure.deallocate(VM_A, () -> false)).isEmpty();

    assertThat(served.requests()).isEmpty();
  }

  private static InterfaceDesign plain() {
    return new InterfaceDesign(
        NEW_NIC,
        "westeurope",
        SUBNET,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false,
        Map.of());
  }

  private void assertSent(String method, String expected) throws Exception {
    JournalEntry request =
        served.requests().stream()
            .filter(entry -> entry.method().equals(method))
            .reduce((_, last) -> last)
            .orElseThrow();
    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readTree(request.body())).isEqualTo(json.readTree(expected));
  }

  private static <T> T found(Reading<T> reading) {
    assertThat(reading).isInstanceOf(Reading.Found.class);
    return reading.found().orElseThrow();
  }
}
