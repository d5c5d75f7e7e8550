package io.mirrornet.lab.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.lab.cloud.Cloud;
import io.mirrornet.lab.cloud.Elsewhere;
import io.mirrornet.lab.cloud.LoadBalancerBuilder;
import io.mirrornet.lab.cloud.Machine;
import io.mirrornet.lab.cloud.VirtualMachineBuilder;
import io.mirrornet.lab.scenario.Scenario;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds a scenario's resources in an empty cloud. */
final class CloudFiller {

  /** The group of the machine that is no host. */
  static final String OPERATOR_GROUP = "rg-operator";

  private static final String OPERATOR_SIZE = "Standard_D4s_v5";

  private static final Pattern SIZE =
      Pattern.compile("Standard_[DE](?<cores>\\d{1,3})[a-z]*(_v\\d)?");

  private final Elsewhere world;

  private CloudFiller(Elsewhere world) {
    this.world = world;
  }

  /**
   * Fills the cloud; all machines run afterwards.
   *
   * @throws IllegalStateException in Azure's words, if Azure would refuse something
   */
  static void fill(Cloud cloud, Scenario scenario, Addressing addressing) {
    CloudFiller filler = new CloudFiller(cloud.elsewhere());
    scenario
        .subnets()
        .forEach(subnet -> cloud.elsewhere().subnet(subnet.name(), subnet.prefix().toString()));
    scenario.virtualMachines().forEach(machine -> filler.knowSize(machine.size()));
    scenario.virtualMachines().forEach(filler::machine);
    cloud
        .elsewhere()
        .virtualMachine(addressing.operatorMachine())
        .resourceGroup(OPERATOR_GROUP)
        .size(OPERATOR_SIZE)
        .subnet(addressing.operatorSubnet().name())
        .address(addressing.operatorAddress().toString())
        .create();
    scenario.loadBalancers().forEach(filler::loadBalancer);
  }

  /**
   * Azure has hundreds of sizes and the cloud lists some. Of the others, the number in the name is
   * that of vCPUs, and series D and E of these years take as many NICs as is written here.
   */
  private void knowSize(String size) {
    Matcher name = SIZE.matcher(size);
    if (!world.knowsSize(size) && name.matches()) {
      int cores = Integer.parseInt(name.group("cores"));
      world.size(size, OptionalInt.of(cores < 8 ? 2 : cores < 16 ? 4 : 8));
    }
  }

  private void machine(Scenario.VirtualMachine declared) {
    VirtualMachineBuilder builder =
        world
            .virtualMachine(declared.name())
            .resourceGroup(declared.resourceGroup())
            .size(declared.size())
            .subnet(declared.subnet())
            .address(declared.address().toString());
    declared.zone().ifPresent(builder::zone);
    declared.secondNic().ifPresent(address -> builder.secondNic(address.toString()));
    if (declared.ephemeralDisk()) {
      builder.ephemeralDisk();
    }
    Machine machine = builder.create();
    switch (declared.addressMethod()) {
      case Static -> {}
      case Dynamic -> machine.primary().ifPresent(this::makeDynamic);
    }
  }

  /** An address that was given dynamically stays with its NIC as long as the NIC is there. */
  private void makeDynamic(Machine.Interface nic) {
    ObjectNode document = world.document(nic.id().toString());
    ((ObjectNode) document.at("/properties/ipConfigurations/0/properties"))
        .put("privateIPAllocationMethod", "Dynamic");
    world.put(nic.id().toString(), document);
  }

  private void loadBalancer(Scenario.LoadBalancer declared) {
    LoadBalancerBuilder builder =
        world.loadBalancer(declared.name()).resourceGroup(declared.resourceGroup());
    declared.frontends().forEach(frontend -> builder.frontend(frontend(frontend)));
    builder.create();
  }

  private static LoadBalancerBuilder.Frontend frontend(Scenario.Frontend declared) {
    return new LoadBalancerBuilder.Frontend(
        declared.name(),
        declared.address().toString(),
        declared.subnet(),
        declared.ports(),
        declared.backends(),
        LoadBalancerBuilder.Pool.valueOf(declared.pool().name().toUpperCase(Locale.ROOT)),
        new LoadBalancerBuilder.Probe(
            declared.probe().protocol().name(), declared.probe().port(), declared.probe().path()),
        declared.floatingIp());
  }
}
