package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever clients ask for, in whatever order and with whatever failures, the cloud stays whole.
 */
class RandomWalkTest {

  private static final List<String> MACHINES = List.of("vm-0", "vm-1", "vm-2");
  private static final List<String> NICS = List.of("nic-0", "nic-1", "nic-2", "nic-3");

  @Property(tries = 100)
  void theCloudStaysWhole(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    TestClock clock = new TestClock();
    Cloud cloud = new Cloud(CloudConfig.azure().throttling(false), clock, random);
    cloud.access().grantAll(TestPrincipals.OPERATOR);
    cloud.elsewhere().subnet("hs", "10.2.1.0/28");
    MACHINES.forEach(name -> cloud.elsewhere().virtualMachine(name).create());

    for (int step = 0; step < 60; step++) {
      if (random.nextInt(8) == 0) {
        cloud.faults().inject(fault(random));
      }
      cloud.handle(request(cloud, random));
      clock.advance(Duration.ofSeconds(random.nextInt(20)));
      assertWhole(cloud, seed + " step " + step);
    }
    while (cloud.nextDue().isPresent()) {
      clock.advanceTo(cloud.nextDue().orElseThrow());
      cloud.settle();
    }
    assertAtRest(cloud);
  }

  private static Fault fault(RandomGenerator random) {
    ArmError error = ArmError.of(409, "Injected", "injected");
    List<Fault.Effect> effects =
        List.of(
            new Fault.Effect.Refuse(error),
            new Fault.Effect.LoseRequest(),
            new Fault.Effect.LoseAnswer(),
            new Fault.Effect.FailOperation(error),
            new Fault.Effect.CancelOperation(error),
            new Fault.Effect.StretchOperation(Duration.ofSeconds(40)));
    return new Fault(Fault.Match.ANY, effects.get(random.nextInt(effects.size())), 1);
  }

  private static ArmRequest request(Cloud cloud, RandomGenerator random) {
    String machine = MACHINES.get(random.nextInt(MACHINES.size()));
    String nic = NICS.get(random.nextInt(NICS.size()));
    return switch (random.nextInt(9)) {
      case 0, 1 -> send("POST", CoreClient.compute(machine + "/deallocate"));
      case 2 -> send("POST", CoreClient.compute(machine + "/start"));
      case 3 -> send("POST", CoreClient.compute(machine + "/powerOff"));
      case 4, 5 -> send("PUT", CoreClient.nicPath(nic)).body(nicBody(cloud, random));
      case 6 -> send("DELETE", CoreClient.nicPath(nic));
      case 7 -> send("PATCH", CoreClient.compute(machine)).body(profile(cloud, machine, nic));
      default -> send("GET", CoreClient.compute(machine + "?$expand=instanceView"));
    };
  }

  private static ArmRequest send(String method, String target) {
    return ArmRequest.of(method, target, TestPrincipals.OPERATOR);
  }

  private static ObjectNode nicBody(Cloud cloud, RandomGenerator random) {
    ObjectNode body = Documents.object().put("location", "westeurope");
    ObjectNode configuration =
        properties(body).putArray("ipConfigurations").addObject().put("name", "ipconfig1");
    ObjectNode properties = properties(configuration);
    properties.set("subnet", Documents.reference(cloud.elsewhere().subnetId("hs")));
    if (random.nextBoolean()) {
      properties
          .put("privateIPAllocationMethod", "Static")
          .put("privateIPAddress", "10.2.1." + random.nextInt(17));
    }
    return body;
  }

  /** The machine's own NIC, with another one or without. */
  private static ObjectNode profile(Cloud cloud, String machine, String nic) {
    ObjectNode body = Documents.object();
    var list = properties(body).putObject("networkProfile").putArray("networkInterfaces");
    for (String name : List.of(machine + "-nic", nic)) {
      String id = cloud.elsewhere().id("rg-hs", "Microsoft.Network/networkInterfaces", name);
      if (cloud.document(id).isPresent()) {
        ObjectNode reference = Documents.reference(id);
        properties(reference).put("primary", list.isEmpty());
        list.add(reference);
      }
    }
    return body;
  }

  private static void assertWhole(Cloud cloud, String when) {
    Set<String> addresses = new HashSet<>();
    for (ObjectNode nic : cloud.documents("Microsoft.Network/networkInterfaces")) {
      objects(nic.path("properties").path("ipConfigurations"))
          .forEach(one ->
              assertThat(addresses.add(text(one, "properties", "privateIPAddress")))
                  .as("%s: address of %s is its own", when, text(one, "id"))
                  .isTrue());
    }
    Set<String> attached = new HashSet<>();
    for (Machine machine : cloud.machines()) {
      assertThat(machine.interfaces().stream().filter(Machine.Interface::primary))
          .as("%s: primary NIC of %s", when, machine.id())
          .hasSize(1);
      for (Machine.Interface nic : machine.interfaces()) {
        assertThat(attached.add(nic.id().toString())).as("%s: %s is in one", when, nic).isTrue();
        assertThat(holder(cloud, nic.id()))
            .as("%s: %s knows its machine", when, nic.id())
            .contains(machine.id().toString());
        assertThat(machine.power() == PowerState.RUNNING && nic.mac().isEmpty())
            .as("%s: %s of a running machine has a MAC", when, nic.id())
            .isFalse();
      }
    }
    for (ObjectNode nic : cloud.documents("Microsoft.Network/networkInterfaces")) {
      assertThat(attached.contains(text(nic, "id")))
          .as("%s: %s is attached from both sides or from none", when, text(nic, "id"))
          .isEqualTo(nic.path("properties").has("virtualMachine"));
    }
  }

  private static Optional<String> holder(Cloud cloud, ArmId nic) {
    return cloud
        .document(nic.toString())
        .map(document -> text(document, "properties", "virtualMachine", "id"));
  }

  private static void assertAtRest(Cloud cloud) {
    for (Machine machine : cloud.machines()) {
      assertThat(machine.power())
          .isIn(PowerState.RUNNING, PowerState.STOPPED, PowerState.DEALLOCATED);
      assertThat(
              text(
                  cloud.document(machine.id().toString()).orElseThrow(),
                  "properties",
                  "provisioningState"))
          .isIn("Succeeded", "Failed");
    }
    for (ObjectNode nic : cloud.documents("Microsoft.Network/networkInterfaces")) {
      assertThat(text(nic, "properties", "provisioningState")).isIn("Succeeded", "Failed");
    }
  }
}
