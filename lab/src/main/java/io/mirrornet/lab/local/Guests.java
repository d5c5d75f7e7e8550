package io.mirrornet.lab.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.mirrornet.lab.arm.SharedCloud;
import io.mirrornet.lab.cloud.ArmId;
import io.mirrornet.lab.cloud.Cloud;
import io.mirrornet.lab.cloud.Machine;
import io.mirrornet.lab.cloud.MachineEvent;
import io.mirrornet.lab.cloud.PowerState;
import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.fabric.Subnet;
import io.mirrornet.lab.local.GuestSoftware.PowerLoss;
import io.mirrornet.lab.local.Lab.Happening;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.MacAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches guests as the cloud switches its machines. The cloud does not wait: each guest follows
 * in a thread of its own, in the order of the events.
 */
final class Guests implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Guests.class);

  private record Follower(Guest guest, ExecutorService executor) {}

  private final SharedCloud cloud;
  private final Timeline timeline;
  private final InstantSource clock;
  private final Map<ArmId, Follower> followers = new HashMap<>();

  /**
   * @param guests without power, by their machines' ids
   */
  Guests(SharedCloud cloud, Map<ArmId, Guest> guests, Timeline timeline, InstantSource clock) {
    this.cloud = cloud;
    this.timeline = timeline;
    this.clock = clock;
    guests.forEach((id, guest) ->
        followers.put(
            id,
            new Follower(
                guest,
                Executors.newSingleThreadExecutor(
                    Thread.ofVirtual().name("guest-" + guest.name()).factory()))));
  }

  /** Boots all whose machines run, at the same time, and follows the cloud from now on. */
  void boot() {
    List<CompletableFuture<Void>> boots =
        cloud.ask(inside -> {
          inside.listen(this::follow);
          return inside.machines().stream()
              .filter(machine -> machine.power() == PowerState.RUNNING)
              .filter(machine -> followers.containsKey(machine.id()))
              .map(machine -> {
                Follower follower = follower(machine).orElseThrow();
                List<NetworkInterface> nics = nics(inside, machine);
                return CompletableFuture.runAsync(
                    () -> follower.guest().powerOn(nics), follower.executor());
              })
              .toList();
        });
    try {
      boots.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Called inside the cloud's lock, in the middle of its work: must not ask it anything. */
  private void follow(MachineEvent event) {
    Machine machine = event.machine();
    Instant at = clock.instant();
    follower(machine)
        .ifPresentOrElse(
            follower -> {
              switch (event) {
                case MachineEvent.Started _ ->
                    enqueue(follower, () -> started(follower.guest(), at, machine));
                case MachineEvent.Stopping _, MachineEvent.Deleted _ ->
                    enqueue(follower, follower.guest()::powerOff);
                case MachineEvent.Stopped _ ->
                    enqueue(follower, () -> stopped(follower.guest(), at, machine));
                case MachineEvent.InterfacesChanged _ -> {}
              }
            },
            () ->
                LOG.atInfo()
                    .addKeyValue("machine", machine.id())
                    .log("not of the scenario: it has no guest"));
  }

  private void started(Guest guest, Instant at, Machine machine) {
    guest.powerOff();
    List<NetworkInterface> nics = cloud.ask(inside -> nics(inside, machine));
    timeline.add(
        new Happening.Started(
            at, guest.name(), nics.stream().map(NetworkInterface::name).toList()));
    guest.powerOn(nics);
  }

  private void stopped(Guest guest, Instant at, Machine machine) {
    PowerLoss loss = guest.powerOff();
    if (machine.power() == PowerState.DEALLOCATED) {
      timeline.add(
          new Happening.Deallocated(at, guest.name(), loss.sessionsCut(), loss.stoppedDirty()));
    }
  }

  private static void enqueue(Follower follower, Runnable change) {
    try {
      follower
          .executor()
          .execute(() -> {
            try {
              change.run();
            } catch (RuntimeException e) {
              LOG.atError()
                  .addKeyValue("machine", follower.guest().name())
                  .setCause(e)
                  .log("the guest does not follow its machine");
            }
          });
    } catch (RejectedExecutionException _) {
      // The lab is closing.
      return;
    }
  }

  private Optional<Follower> follower(Machine machine) {
    return Optional.ofNullable(followers.get(machine.id()));
  }

  /** The machine's NICs as a guest sees them: the primary is eth0. */
  private static List<NetworkInterface> nics(Cloud cloud, Machine machine) {
    return machine.interfaces().stream()
        .sorted(Comparator.comparing(nic -> !nic.primary()))
        .map(nic -> nic(cloud, nic))
        .toList();
  }

  private static NetworkInterface nic(Cloud cloud, Machine.Interface nic) {
    List<Ipv4Address> addresses = nic.addresses().stream().map(Ipv4Address::parse).toList();
    return new NetworkInterface(
        nic.id().name(),
        MacAddress.parse(
            nic.mac()
                .orElseThrow(() -> new IllegalStateException(nic.id() + " runs without a MAC"))),
        addresses.getFirst(),
        addresses.subList(1, addresses.size()),
        subnet(cloud, nic.subnetId()));
  }

  private static Subnet subnet(Cloud cloud, String id) {
    return cloud.documents("Microsoft.Network/virtualNetworks").stream()
        .flatMap(network -> network.at("/properties/subnets").valueStream())
        .filter(subnet -> subnet.path("id").asText().equalsIgnoreCase(id))
        .map(Guests::subnet)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no subnet " + id));
  }

  private static Subnet subnet(JsonNode document) {
    return new Subnet(
        document.path("name").asText(),
        Ipv4Prefix.parse(document.at("/properties/addressPrefix").asText()));
  }

  /** Takes the power of all, at the same time. */
  @Override
  public void close() {
    List<CompletableFuture<PowerLoss>> ends =
        followers.values().stream()
            .map(follower ->
                CompletableFuture.supplyAsync(follower.guest()::powerOff, follower.executor()))
            .toList();
    followers.values().forEach(follower -> follower.executor().shutdown());
    ends.forEach(CompletableFuture::join);
  }
}
