package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.object;
import static io.mirrornet.lab.cloud.Documents.properties;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.cloud.AzureClient.Nic;
import io.mirrornet.lab.cloud.AzureClient.Outcome;
import io.mirrornet.lab.cloud.AzureClient.Reference;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What holds of the cloud however one speaks to it. Each way to speak to it implements this: the
 * core directly, and the SDK over https.
 *
 * <p>The world: machines {@code vm-a} and {@code vm-b} in {@code rg-hs}, one NIC each, behind the
 * load balancer {@code ilb}.
 */
public interface CloudContract {

  String GROUP = "rg-hs";
  Outcome DONE = new Outcome.Done();

  /** Speaks to the cloud as a client that may do everything. */
  AzureClient client();

  /** Runs something on the cloud itself, when no request is under way. */
  <T> T ask(Function<Cloud, T> question);

  default void prepare(Consumer<Cloud> step) {
    ask(cloud -> {
      step.accept(cloud);
      return true;
    });
  }

  @BeforeEach
  default void twoMachinesBehindALoadBalancer() {
    prepare(cloud -> {
      Elsewhere world = cloud.elsewhere();
      world.subnet("hs", "10.2.1.0/24");
      world.subnet("tiny", "10.2.9.0/29");
      world.subnet("other-network", "elsewhere", "10.9.0.0/24");
      world.virtualMachine("vm-a").address("10.2.1.4").zone("1").create();
      world.virtualMachine("vm-b").size("Standard_E4s_v5").address("10.2.1.5").create();
      world.loadBalancer("ilb").frontend(registry()).frontend(index()).create();
    });
  }

  static LoadBalancerBuilder.Frontend registry() {
    return new LoadBalancerBuilder.Frontend(
        "registry",
        "10.2.1.100",
        "hs",
        List.of(1972),
        List.of("vm-a", "vm-b"),
        LoadBalancerBuilder.Pool.NIC,
        new LoadBalancerBuilder.Probe("Http", 52773, Optional.of("/csp/bin/mirror_status.cxw")),
        false);
  }

  static LoadBalancerBuilder.Frontend index() {
    return new LoadBalancerBuilder.Frontend(
        "index",
        "10.2.1.101",
        "hs",
        List.of(1973),
        List.of("vm-a", "vm-b"),
        LoadBalancerBuilder.Pool.IP,
        new LoadBalancerBuilder.Probe("Tcp", 1973, Optional.empty()),
        false);
  }

  default String subnet(String name) {
    return ask(cloud -> cloud.elsewhere().subnetId(name));
  }

  default String nicId(String name) {
    return ask(cloud -> cloud.elsewhere().id(GROUP, "Microsoft.Network/networkInterfaces", name));
  }

  default List<Reference> with(String machine, String nic) {
    Reference own = client().machine(machine).interfaces().getFirst();
    return List.of(new Reference(own.nicId(), true), new Reference(nicId(nic), false));
  }

  private Outcome attach(String machine, String nic) {
    return client().setInterfaces(machine, with(machine, nic), Optional.empty());
  }

  static void assertRefused(Outcome outcome, String code) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  static void assertRefused(Outcome outcome, int status, String code) {
    assertThat(outcome).isEqualTo(new Outcome.Refused(status, code));
  }

  @Test
  default void aMachineShowsItsVmIdSizeAndInterfaces() {
    AzureClient.VirtualMachine machine = client().machine("vm-a");

    assertThat(machine.vmId()).isEqualTo(ask(cloud -> cloud.machines().getFirst().vmId()));
    assertThat(machine.size()).isEqualTo("Standard_E8s_v5");
    assertThat(machine.interfaces()).containsExactly(new Reference(nicId("vm-a-nic"), true));
  }

  @Test
  default void aNewInterfaceGetsTheLowestFreeAddressAndNoMac() {
    assertThat(client().putNic("nic2", subnet("hs"), Optional.empty())).isEqualTo(DONE);

    Nic nic = client().nic("nic2");
    assertThat(nic.address()).isEqualTo("10.2.1.6");
    assertThat(nic.mac()).isEmpty();
    assertThat(nic.machine()).isEmpty();
  }

  @Test
  default void attachingToARunningMachineIsRefused() {
    client().putNic("nic2", subnet("hs"), Optional.empty());

    Outcome outcome = attach("vm-a", "nic2");

    assertRefused(
        outcome, 400, "AddingOrDeletingNetworkInterfacesOnARunningVirtualMachineNotSupported");
    assertThat(client().machine("vm-a").interfaces()).hasSize(1);
  }

  @Test
  default void anInterfaceOfAFailedAttachIsReservedForThatMachine() {
    prepare(cloud -> cloud.elsewhere().virtualMachine("vm-c").size("Standard_E8s_v5").create());
    client().putNic("nic2", subnet("hs"), Optional.empty());
    attach("vm-a", "nic2");
    client().deallocate("vm-c");

    assertRefused(attach("vm-c", "nic2"), 400, "NicReservedForAnotherVm");
    assertRefused(client().deleteNic("nic2"), 400, "NicReservedForAnotherVm");
    client().deallocate("vm-a");
    assertThat(attach("vm-a", "nic2")).isEqualTo(DONE);
  }

  @Test
  default void aMachineGetsASecondInterfaceWhileDeallocatedAndItsMacAtTheNextStart() {
    client().putNic("nic2", subnet("hs"), Optional.of("10.2.1.15"));

    assertThat(client().deallocate("vm-a")).isEqualTo(DONE);
    assertThat(client().power("vm-a")).isEqualTo("deallocated");
    assertThat(attach("vm-a", "nic2")).isEqualTo(DONE);
    assertThat(client().nic("nic2").mac()).isEmpty();
    assertThat(client().start("vm-a")).isEqualTo(DONE);

    assertThat(client().power("vm-a")).isEqualTo("running");
    Nic nic = client().nic("nic2");
    assertThat(nic.machine()).contains(client().machine("vm-a").id());
    assertThat(nic.primary()).contains(false);
    assertThat(nic.mac()).hasValueSatisfying(mac -> assertThat(mac).startsWith("00-0D-3A-"));
  }

  @Test
  default void theProfileIsReplacedAsAWholeSoAnInterfaceLeftOutIsDetached() {
    client().putNic("nic2", subnet("hs"), Optional.empty());
    client().deallocate("vm-a");
    Reference own = client().machine("vm-a").interfaces().getFirst();
    attach("vm-a", "nic2");

    client().setInterfaces("vm-a", List.of(own), Optional.empty());

    assertThat(client().nic("nic2").machine()).isEmpty();
    assertThat(client().deleteNic("nic2")).isEqualTo(DONE);
  }

  @Test
  default void moreInterfacesThanTheSizeTakesAreRefused() {
    client().putNic("nic2", subnet("hs"), Optional.empty());
    client().putNic("nic3", subnet("hs"), Optional.empty());
    client().deallocate("vm-b");
    attach("vm-b", "nic2");

    List<Reference> three =
        List.of(
            new Reference(nicId("vm-b-nic"), true),
            new Reference(nicId("nic2"), false),
            new Reference(nicId("nic3"), false));

    assertRefused(
        client().setInterfaces("vm-b", three, Optional.empty()),
        400,
        "NetworkInterfaceCountExceeded");
  }

  @Test
  default void aSizeThatDoesNotSayHowManyInterfacesItTakesTakesOne() {
    prepare(
        cloud -> cloud.elsewhere().virtualMachine("vm-c").size("Standard_EC96ads_cc_v5").create());
    client().putNic("nic2", subnet("hs"), Optional.empty());
    client().deallocate("vm-c");

    assertThat(client().mostInterfaces("Standard_EC96ads_cc_v5")).isEmpty();
    assertThat(client().mostInterfaces("Standard_E8s_v5")).contains(4);
    assertRefused(attach("vm-c", "nic2"), "NetworkInterfaceCountExceeded");
  }

  @Test
  default void interfacesOfTwoVirtualNetworksDoNotMeetInOneMachine() {
    client().putNic("nic2", subnet("elsewhere"), Optional.empty());
    client().deallocate("vm-a");

    assertRefused(attach("vm-a", "nic2"), 400, "SubnetsNotInSameVnet");
  }

  @Test
  default void anInterfaceOfOneMachineIsRefusedToAnotherAndNotDeleted() {
    client().deallocate("vm-a");

    assertRefused(attach("vm-a", "vm-b-nic"), 400, "NicInUse");
    assertRefused(client().deleteNic("vm-b-nic"), 400, "NicInUse");
  }

  @Test
  default void twoPrimaryInterfacesAreRefused() {
    client().putNic("nic2", subnet("hs"), Optional.empty());
    client().deallocate("vm-a");

    Outcome outcome =
        client()
            .setInterfaces(
                "vm-a",
                List.of(new Reference(nicId("vm-a-nic"), true), new Reference(nicId("nic2"), true)),
                Optional.empty());

    assertRefused(outcome, "VirtualMachineMustHaveOneNetworkInterfaceAsPrimary");
  }

  @Test
  default void anAddressIsGivenOnlyOnceAndNeverAReservedOne() {
    assertRefused(
        client().putNic("nic2", subnet("hs"), Optional.of("10.2.1.4")),
        400,
        "PrivateIPAddressIsAllocated");
    assertRefused(
        client().putNic("nic2", subnet("hs"), Optional.of("10.2.1.100")),
        "PrivateIPAddressIsAllocated");
    assertRefused(
        client().putNic("nic2", subnet("hs"), Optional.of("10.2.1.3")),
        "PrivateIPAddressInReservedRange");
    assertRefused(
        client().putNic("nic2", subnet("hs"), Optional.of("10.3.1.9")),
        "PrivateIPAddressNotInSubnet");
  }

  @Test
  default void aSubnetOfEightHasThreeAddressesToGive() {
    for (int i = 0; i < 3; i++) {
      assertThat(client().putNic("tiny" + i, subnet("tiny"), Optional.empty())).isEqualTo(DONE);
    }

    assertRefused(client().putNic("tiny3", subnet("tiny"), Optional.empty()), 400, "SubnetIsFull");
  }

  @Test
  default void anAddressIsFreeAgainAfterItsInterfaceIsDeleted() {
    client().putNic("nic2", subnet("hs"), Optional.of("10.2.1.15"));
    client().deleteNic("nic2");

    assertThat(client().putNic("nic3", subnet("hs"), Optional.of("10.2.1.15"))).isEqualTo(DONE);
  }

  @Test
  default void whatIsNotThereIsNotFoundAndIsDeletedAlready() {
    assertRefused(client().lookUpNic("nobody"), 404, "ResourceNotFound");
    assertThat(client().deleteNic("nobody")).isEqualTo(DONE);
  }

  @Test
  default void aStartWithoutCapacityFailsAsItsOperationAndMayBeTriedAgain() {
    prepare(cloud -> cloud.faults().inject(Fault.allocation("vm-a", "AllocationFailed", 2)));
    client().deallocate("vm-a");

    assertRefused(client().start("vm-a"), 200, "AllocationFailed");
    assertThat(client().power("vm-a")).isEqualTo("deallocated");
    assertRefused(client().start("vm-a"), 200, "AllocationFailed");
    assertThat(client().start("vm-a")).isEqualTo(DONE);
  }

  @Test
  default void anUpdateThatFailsLeavesTheMachineWithTheInterfacesThatItHad() {
    client().putNic("nic2", subnet("hs"), Optional.empty());
    client().deallocate("vm-a");
    prepare(cloud ->
        cloud
            .faults()
            .inject(
                new Fault(
                    Fault.Match.action("Microsoft.Compute/virtualMachines/write"),
                    new Fault.Effect.FailOperation(
                        ArmError.of(409, "NetworkingInternalOperationError", "lost")),
                    1)));

    assertRefused(attach("vm-a", "nic2"), 200, "NetworkingInternalOperationError");

    assertThat(client().machine("vm-a").interfaces()).hasSize(1);
    assertThat(client().nic("nic2").machine()).isEmpty();
    assertThat(client().start("vm-a")).isEqualTo(DONE);
  }

  @Test
  default void anUpdateOfAnOlderVersionIsRefused() {
    String old = client().machine("vm-a").etag();
    client().deallocate("vm-a");
    client().putNic("nic2", subnet("hs"), Optional.empty());

    Outcome stale = client().setInterfaces("vm-a", with("vm-a", "nic2"), Optional.of(old));
    Outcome fresh =
        client()
            .setInterfaces(
                "vm-a", with("vm-a", "nic2"), Optional.of(client().machine("vm-a").etag()));

    assertRefused(stale, 412, "PreconditionFailed");
    assertThat(fresh).isEqualTo(DONE);
  }

  @Test
  default void aMachineWithAnEphemeralDiskCannotBeDeallocated() {
    prepare(cloud -> cloud.elsewhere().virtualMachine("vm-c").ephemeralDisk().create());

    assertRefused(client().deallocate("vm-c"), 409, "OperationNotAllowed");
    assertThat(client().power("vm-c")).isEqualTo("running");
  }

  @Test
  default void aDynamicPublicAddressIsLostByDeallocatingAndAPrivateOneIsKept() {
    prepare(cloud -> cloud.elsewhere().virtualMachine("vm-c").dynamicPublicAddress().create());
    Optional<String> before = client().publicAddress("vm-c-ip");
    String privateBefore = client().nic("vm-c-nic").address();

    client().deallocate("vm-c");
    Optional<String> meanwhile = client().publicAddress("vm-c-ip");
    client().start("vm-c");

    assertThat(before).isPresent();
    assertThat(meanwhile).isEmpty();
    assertThat(client().publicAddress("vm-c-ip")).isPresent().isNotEqualTo(before);
    assertThat(client().nic("vm-c-nic").address()).isEqualTo(privateBefore);
  }

  @Test
  default void aLoadBalancerShowsMembersByInterfaceAndByAddress() {
    AzureClient.Balancer balancer = client().balancer("ilb");

    assertThat(balancer.frontendAddresses()).containsExactly("10.2.1.100", "10.2.1.101");
    assertThat(balancer.rulePorts()).containsExactly(1972, 1973);
    assertThat(balancer.nicMembers())
        .containsExactly(
            nicId("vm-a-nic") + "/ipConfigurations/ipconfig1",
            nicId("vm-b-nic") + "/ipConfigurations/ipconfig1");
    assertThat(balancer.addressMembers()).containsExactly("10.2.1.4", "10.2.1.5");
    assertThat(client().nic("vm-a-nic").pools()).hasSize(1);
  }

  @Test
  default void aListOfManyPagesIsOneListToItsReader() {
    prepare(cloud -> {
      for (int i = 0; i < 7; i++) {
        cloud.elsewhere().virtualMachine("vm-" + i).create();
      }
    });

    assertThat(client().machineNames()).hasSize(9).startsWith("vm-a", "vm-b", "vm-0");
  }

  @Test
  default void whoMayNotStartAMachineIsTold() {
    prepare(cloud ->
        cloud
            .access()
            .deny(
                TestPrincipals.OPERATOR,
                "/",
                List.of("Microsoft.Compute/virtualMachines/start/action")));

    assertRefused(client().start("vm-a"), 403, "AuthorizationFailed");
  }

  @Test
  default void toAttachAnInterfaceOneMustBeAllowedToJoinIt() {
    client().putNic("nic2", subnet("hs"), Optional.empty());
    client().deallocate("vm-a");
    prepare(cloud ->
        cloud
            .access()
            .deny(
                TestPrincipals.OPERATOR,
                nicId("nic2"),
                List.of("Microsoft.Network/networkInterfaces/join/action")));

    assertRefused(attach("vm-a", "nic2"), 403, "LinkedAuthorizationFailed");
  }

  @Test
  default void aThrottledRequestIsRefusedAndTheNextOneIsNot() {
    prepare(cloud ->
        cloud
            .faults()
            .inject(
                new Fault(
                    Fault.Match.ANY.method("GET").path("/networkInterfaces/"),
                    new Fault.Effect.Refuse(
                        ArmError.of(429, "TooManyRequests", "The request is being throttled.")),
                    1)));

    assertRefused(client().lookUpNic("vm-a-nic"), 429, "TooManyRequests");
    assertThat(client().lookUpNic("vm-a-nic")).isEqualTo(DONE);
  }

  @Test
  default void tagsThatAClientDoesNotKnowSurviveItsUpdate() {
    prepare(cloud -> {
      Elsewhere world = cloud.elsewhere();
      var document = world.document(nicId("vm-a-nic"));
      document.set("tags", object().put("cost-center", "42"));
      properties(document).put("somethingNew", "kept");
      world.put(nicId("vm-a-nic"), document);
    });

    client().deallocate("vm-a");
    client().start("vm-a");

    var document = ask(cloud -> cloud.document(nicId("vm-a-nic"))).orElseThrow();
    assertThat(document.path("tags").path("cost-center").asText()).isEqualTo("42");
    assertThat(document.path("properties").path("somethingNew").asText()).isEqualTo("kept");
  }
}
