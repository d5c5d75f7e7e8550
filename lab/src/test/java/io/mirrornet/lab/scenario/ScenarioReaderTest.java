package io.mirrornet.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mirrornet.lab.scenario.Scenario.AddressMethod;
import io.mirrornet.lab.scenario.Scenario.Frontend;
import io.mirrornet.lab.scenario.Scenario.InjectedFault;
import io.mirrornet.lab.scenario.Scenario.Member;
import io.mirrornet.lab.scenario.Scenario.Mirror;
import io.mirrornet.lab.scenario.Scenario.Pool;
import io.mirrornet.lab.scenario.Scenario.Probe;
import io.mirrornet.lab.scenario.Scenario.Protocol;
import io.mirrornet.lab.scenario.Scenario.VirtualMachine;
import io.mirrornet.net.Ipv4Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioReaderTest {

  private static final String LEAST =
      """
      subnets: [{name: hs, prefix: 10.2.1.0/24}]
      virtualMachines: [{name: hs-vm-a, subnet: hs, address: 10.2.1.4}]
      """;

  private static final String PAIR =
      """
      location: westeurope
      subnets: [{name: hs, prefix: 10.2.1.0/24}, {name: app, prefix: 10.2.2.0/24}]
      virtualMachines:
        - {name: hs-vm-a, subnet: hs, address: 10.2.1.4}
        - {name: hs-vm-b, subnet: hs, address: 10.2.1.5}
      loadBalancers:
        - name: ilb-hs
          frontends:
            - {name: registry, address: 10.2.1.100, subnet: hs, ports: [1972], backends: [hs-vm-a, hs-vm-b]}
            - {name: index, address: 10.2.1.101, subnet: hs, ports: [1973], backends: [hs-vm-a, hs-vm-b]}
      mirrors:
        - {name: REGISTRY, frontend: ilb-hs/registry, members: [{host: hs-vm-a, instance: REGA}, {host: hs-vm-b, instance: REGB}]}
        - {name: INDEX, frontend: ilb-hs/index, members: [{host: hs-vm-a, instance: IDXA}, {host: hs-vm-b, instance: IDXB}]}
      faults: [{when: start, virtualMachine: hs-vm-b, code: AllocationFailed, times: 3}]
      network: {verification: {interval: 1m}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"pair", "crossed", "three-pairs"})
  void eachScenarioThatShipsIsRead(String name) {
    assertThat(shipped(name).name()).isEqualTo(name);
  }

  @Test
  void inPairBothPrimariesAreOnOneMachineAndInCrossedEachHasOne() {
    assertThat(shipped("pair").mirrors()).extracting(Mirror::primary).containsOnly("hs-vm-a");
    assertThat(shipped("crossed").mirrors())
        .extracting(Mirror::primary)
        .containsExactly("hs-vm-a", "hs-vm-b");
  }

  @Test
  void threePairsHasSixMachinesInTwoSubnetsAndEightMirrorsBehindBothKindsOfPools() {
    Scenario scenario = shipped("three-pairs");

    assertThat(scenario.virtualMachines()).hasSize(6);
    assertThat(scenario.virtualMachines()).extracting(VirtualMachine::subnet).contains("hs", "app");
    assertThat(scenario.virtualMachines()).filteredOn(machine -> !machine.providerId()).hasSize(1);
    assertThat(scenario.mirrors()).hasSize(8);
    assertThat(scenario.loadBalancers().stream().flatMap(lb -> lb.frontends().stream()))
        .extracting(Frontend::pool)
        .contains(Pool.Nic, Pool.Ip);
  }

  @Test
  void whatIsLeftOutHasADefault() {
    Scenario scenario = read(LEAST);

    assertThat(scenario.location()).isEqualTo("westeurope");
    assertThat(scenario.virtualMachines())
        .containsExactly(
            new VirtualMachine(
                "hs-vm-a",
                "rg-hs",
                "Standard_E8s_v5",
                Optional.empty(),
                "hs",
                Ipv4Address.parse("10.2.1.4"),
                AddressMethod.Static,
                Optional.empty(),
                true,
                false,
                false,
                false));
    assertThat(scenario.mirrors()).isEmpty();
    assertThat(scenario.faults()).isEmpty();
    assertThat(scenario.network()).isEmpty();
  }

  @Test
  void aFrontendWithoutAProbeIsProbedOnItsFirstPortAndAMirrorBeginsAtItsFirstMember() {
    Scenario scenario = read(PAIR);

    Frontend registry = scenario.frontend("ilb-hs/registry");
    assertThat(registry.probe()).isEqualTo(new Probe(Protocol.Tcp, 1972, Optional.empty()));
    assertThat(registry.pool()).isEqualTo(Pool.Nic);
    assertThat(registry.floatingIp()).isFalse();
    assertThat(scenario.mirrors().getFirst().primary()).isEqualTo("hs-vm-a");
    assertThat(scenario.faults())
        .containsExactly(new InjectedFault("start", "hs-vm-b", "AllocationFailed", 3));
  }

  @Test
  void everyOptionOfAMachineIsRead() {
    Scenario scenario =
        read(
            """
            subnets: [{name: hs, prefix: 10.2.1.0/24}]
            virtualMachines:
              - {name: vm, subnet: hs, address: 10.2.1.4, zone: 1, secondNic: 10.2.1.15, providerID: false,
                 controlPlane: true, cordoned: true, ephemeralDisk: true, addressMethod: Dynamic}
            """);

    VirtualMachine machine = scenario.virtualMachines().getFirst();
    assertThat(machine.zone()).contains("1");
    assertThat(machine.secondNic()).contains(Ipv4Address.parse("10.2.1.15"));
    assertThat(machine.addressMethod()).isEqualTo(AddressMethod.Dynamic);
    assertThat(
            List.of(
                !machine.providerId(),
                machine.controlPlane(),
                machine.cordoned(),
                machine.ephemeralDisk()))
        .containsOnly(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "location: westeurope | lokation: westeurope | lokation | is not known",
        "{name: hs, prefix: 10.2.1.0/24} | {name: hs, prefix: 10.2.1.0/24, size: 3}"
            + " | subnets[0].size | what may stand here: name, prefix",
        "10.2.1.0/24 | 10.2.1.4/24 | subnets[0].prefix | write the first address and the length",
        "10.2.2.0/24 | 10.2.1.128/25 | subnets[1].prefix | overlaps subnet hs",
        "10.2.2.0/24 | 10.2.2.0/30 | subnets[1].prefix | choose a /8 to a /29",
        "name: app | name: hs | subnets[1].name | stands here twice",
        "name: hs-vm-b, subnet: hs | name: hs-vm-b, subnet: db | virtualMachines[1].subnet"
            + " | there is no subnet db; name one of hs, app",
        "name: hs-vm-b, subnet | name: hs_vm, subnet | virtualMachines[1].name | small letters",
        "name: hs-vm-b, subnet | name: hs-vm-a, subnet | virtualMachines[1].name | twice",
        "10.2.1.5 | 10.2.1.4 | virtualMachines[1].address | taken by virtualMachines[0].address",
        "10.2.1.5 | 10.2.9.5 | virtualMachines[1].address | lies outside subnet hs (10.2.1.0/24);"
            + " choose one from 10.2.1.4 to 10.2.1.254",
        "10.2.1.5 | 10.2.1.3 | virtualMachines[1].address | is reserved",
        "10.2.1.5 | 10.2.1.255 | virtualMachines[1].address | is reserved",
        "10.2.1.5} | 10.2.1.5, secondNic: 10.9.1.5} | virtualMachines[1].secondNic | lies outside",
        "10.2.1.5} | 10.2.1.5, cordoned: yes please} | virtualMachines[1].cordoned"
            + " | write true or false",
        "10.2.1.5} | 10.2.1.5, addressMethod: dynamic} | virtualMachines[1].addressMethod"
            + " | write one of Static, Dynamic",
        "10.2.1.101 | 10.2.1.100 | loadBalancers[0].frontends[1].address | taken by",
        "ports: [1973] | ports: [0] | loadBalancers[0].frontends[1].ports[0] | 1 to 65535",
        "ports: [1973] | ports: [] | loadBalancers[0].frontends[1].ports | name at least one",
        "ports: [1973] | ports: [1972] | mirrors[1].members | would both listen on hs-vm-a port"
            + " 1972",
        "ports: [1973], backends: [hs-vm-a, hs-vm-b] | ports: [1973], backends: [hs-vm-a, hs-vm-c]"
            + " | loadBalancers[0].frontends[1].backends | there is no virtual machine hs-vm-c",
        "ports: [1973] | ports: [1973], probe: {protocol: Http, port: 52773}"
            + " | loadBalancers[0].frontends[1].probe.path | asks for a page",
        "ports: [1973] | ports: [1973], probe: {port: 1973, path: /status}"
            + " | loadBalancers[0].frontends[1].probe.path | a Tcp probe asks for no page",
        "frontend: ilb-hs/index | frontend: ilb-hs/indx | mirrors[1].frontend"
            + " | name one as LOADBALANCER/FRONTEND: ilb-hs/registry, ilb-hs/index",
        "frontend: ilb-hs/index | frontend: ilb-hs/registry | mirrors[1].frontend | twice",
        "frontend: ilb-hs/index | frontend: ilb-hs/index, primary: hs-vm-c | mirrors[1].primary"
            + " | name one of hs-vm-a, hs-vm-b",
        "{host: hs-vm-b, instance: IDXB} | {host: hs-vm-a, instance: IDXB}"
            + " | mirrors[1].members[1].host | twice",
        "instance: IDXB | instance: REGB | mirrors[1].members | two instances REGB",
        "instance: IDXB | instnce: IDXB | mirrors[1].members[1].instance | is missing",
        "when: start | when: reboot | faults[0].when | one of start, deallocate, attach, create",
        "times: 3 | times: 0 | faults[0].times | from 1 to 1000",
        "virtualMachine: hs-vm-b | virtualMachine: hs-vm-c | faults[0].virtualMachine"
            + " | there is no virtual machine",
        "network: {verification: {interval: 1m}} | network: [] | network | is no mapping"
      })
  void aContradictionIsRefusedWithFieldAndRemedy(
      String text, String replacement, String field, String words) {
    assertThat(PAIR).contains(text);

    assertThatExceptionOfType(InvalidScenarioException.class)
        .isThrownBy(() -> read(PAIR.replace(text, replacement)))
        .withMessageStartingWith("dir/test.yaml: ")
        .withMessageContaining(words)
        .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertThatExceptionOfType(InvalidScenarioException.class)
        .isThrownBy(() -> read(LEAST + "location: a\nlocation: b\n"))
        .withMessageContaining("line 4")
        .withMessageContaining("Duplicate");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatExceptionOfType(InvalidScenarioException.class)
        .isThrownBy(() -> ScenarioReader.read(Path.of("nowhere.yaml")))
        .withMessageContaining("nowhere.yaml: there is no such file");
  }

  @Test
  void membersOfAMirrorAreKeptInOrder() {
    assertThat(read(PAIR).mirrors().getFirst().members())
        .containsExactly(new Member("hs-vm-a", "REGA"), new Member("hs-vm-b", "REGB"));
  }

  private static Scenario read(String yaml) {
    return ScenarioReader.parse("dir/test.yaml", yaml);
  }

  private static Scenario shipped(String name) {
    return ScenarioReader.read(Path.of("scenarios", name + ".yaml"));
  }
}
