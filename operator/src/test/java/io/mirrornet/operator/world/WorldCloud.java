package io.mirrornet.operator.world;

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
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** The ARM of a world: it shows what the world holds now, notes each change and accepts it. */
public final class WorldCloud implements Cloud {

  private final FleetWorld world;
  private final List<String> changes = new ArrayList<>();
  private final TreeSet<ResourceGroup> closed =
      new TreeSet<>((a, b) -> a.toString().compareToIgnoreCase(b.toString()));

  private Optional<Duration> networkTimeout = Optional.empty();
  private String brokenAt = "nothing";
  private Progress end = new Progress.Succeeded();
  private Runnable beforeSending = () -> {};

  /** The ARM of this world. */
  public WorldCloud(FleetWorld world) {
    this.world = world;
  }

  /** Nothing in the group can be read from now on. */
  public WorldCloud closed(ResourceGroup group) {
    closed.add(group);
    return this;
  }

  /** Microsoft.Network answers nothing from now on; each question ends in a timeout. */
  public WorldCloud networkHangs(Duration timeout) {
    networkTimeout = Optional.of(timeout);
    return this;
  }

  /** The door has a defect that shows at such a change. */
  public WorldCloud brokenAt(String change) {
    brokenAt = change;
    return this;
  }

  /** What happens while a deallocation waits for its token. */
  public WorldCloud beforeSending(Runnable happens) {
    beforeSending = happens;
    return this;
  }

  /** What each operation comes to from now on. */
  public WorldCloud operationEnds(Progress how) {
    end = how;
    return this;
  }

  /** What was asked to be changed, in order: the method and what it was about. */
  public List<String> changes() {
    return List.copyOf(changes);
  }

  @Override
  public Reading<List<VirtualMachine>> virtualMachines(ResourceGroup group) {
    return list(group, world.fleet().azure().virtualMachines());
  }

  @Override
  public Reading<List<NetworkInterface>> networkInterfaces(ResourceGroup group) {
    return networkTimeout.isPresent() ? timedOut() : list(group, world.fleet().azure().nics());
  }

  @Override
  public Reading<List<LoadBalancer>> loadBalancers(ResourceGroup group) {
    return networkTimeout.isPresent()
        ? timedOut()
        : list(group, world.fleet().azure().loadBalancers());
  }

  @Override
  public Reading<List<VmSize>> vmSizes(String subscription, String location) {
    return new Reading.Found<>(List.copyOf(world.fleet().azure().vmSizes().values()));
  }

  @Override
  public Reading<VirtualMachine> virtualMachine(ResourceId id) {
    return one(id, world.fleet().azure().virtualMachines());
  }

  @Override
  public Reading<PowerState> powerState(ResourceId virtualMachine) {
    return one(virtualMachine, world.fleet().azure().powerStates());
  }

  @Override
  public Reading<NetworkInterface> networkInterface(ResourceId id) {
    return one(id, world.fleet().azure().nics());
  }

  @Override
  public Reading<LoadBalancer> loadBalancer(ResourceId id) {
    return one(id, world.fleet().azure().loadBalancers());
  }

  @Override
  public Reading<Subnet> subnet(ResourceId id) {
    return one(id, world.fleet().azure().subnets());
  }

  @Override
  public Reading<PublicAddress> publicAddress(ResourceId id) {
    return one(id, world.fleet().azure().publicAddresses());
  }

  @Override
  public Reading<VmPermissions> permissions(ResourceId resource) {
    // Microsoft.Authorization answers, whatever is asked about.
    return known(resource, world.fleet().azure().permissions());
  }

  @Override
  public Acceptance createInterface(InterfaceDesign design, Optional<String> replaced) {
    return accepted(
        "createInterface %s %s"
            .formatted(design.id().name(), replaced.orElse("which is not there")));
  }

  @Override
  public Optional<Acceptance> deallocate(ResourceId virtualMachine, BooleanSupplier due) {
    beforeSending.run();
    return due.getAsBoolean()
        ? Optional.of(accepted("deallocate " + virtualMachine.name()))
        : Optional.empty();
  }

  @Override
  public Acceptance start(ResourceId virtualMachine) {
    return accepted("start " + virtualMachine.name());
  }

  @Override
  public Acceptance replaceInterfaces(
      ResourceId virtualMachine, List<NicReference> nics, Optional<String> etag) {
    return accepted(
        "replaceInterfaces %s %s %s"
            .formatted(
                virtualMachine.name(),
                nics.stream().map(nic -> nic.id().name()).toList(),
                etag.orElse("without etag")));
  }

  @Override
  public Progress progress(Operation operation) {
    return end;
  }

  private Acceptance accepted(String what) {
    if (what.startsWith(brokenAt)) {
      throw new IllegalStateException("a defect at " + what);
    }
    changes.add(what);
    return new Acceptance.Done("c-" + changes.size());
  }

  private <V> Reading<V> one(ResourceId id, Map<ResourceId, V> all) {
    if (id.toString().contains("/Microsoft.Network/") && networkTimeout.isPresent()) {
      return timedOut();
    }
    return known(id, all);
  }

  private <V> Reading<V> known(ResourceId id, Map<ResourceId, V> all) {
    if (closed.contains(id.resourceGroup())) {
      return denied();
    }
    return Optional.ofNullable(all.get(id))
        .<Reading<V>>map(Reading.Found::new)
        .orElseGet(Reading.Absent::new);
  }

  private <V> Reading<List<V>> list(ResourceGroup group, Map<ResourceId, V> all) {
    return closed.contains(group)
        ? denied()
        : new Reading.Found<>(
            all.entrySet().stream()
                .filter(entry -> entry.getKey().resourceGroup().equals(group))
                .map(Map.Entry::getValue)
                .toList());
  }

  private <V> Reading<V> timedOut() {
    world.after(networkTimeout.orElseThrow());
    return new Reading.Unknown<>(
        new CloudError(CloudError.Kind.UNAVAILABLE, "", "no answer", Optional.empty(), ""));
  }

  private static <V> Reading<V> denied() {
    return new Reading.Unknown<>(
        new CloudError(
            CloudError.Kind.DENIED, "AuthorizationFailed", "not allowed", Optional.empty(), "c"));
  }
}
