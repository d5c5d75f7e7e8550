package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One Azure subscription with all that is in it.
 *
 * <p>Time passes only through the clock that it was given: an operation that is under way ends at
 * the first call, of whatever method, after its due time. {@link #nextDue} says when that is, so
 * that a simulation can set its clock there and a lab can sleep until then.
 *
 * <p>Not safe for several threads; whoever has more than one puts a lock around it.
 */
public final class Cloud {

  private final Estate estate;
  private final Store store;
  private final VirtualMachines machines;
  private final FrontDoor door;
  private final Elsewhere elsewhere;
  private final Access access = new Access();
  private final Faults faults = new Faults();
  private final Journal journal;
  private final List<Consumer<MachineEvent>> listeners = new ArrayList<>();

  /** An empty cloud, in which nobody has any permission yet. */
  public Cloud(CloudConfig config, InstantSource clock, RandomGenerator random) {
    this.estate = new Estate(config, clock, new Identifiers(random));
    this.store = estate.store();
    this.journal = new Journal(config.journalLength());
    NetworkWrites writes = new NetworkWrites(estate);
    NetworkReferences references = new NetworkReferences(store);
    VirtualNetworks networks = new VirtualNetworks(estate, writes);
    Links links = new Links(estate, networks);
    NicReservations reservations = new NicReservations(estate);
    PublicIpAddresses publicAddresses = new PublicIpAddresses(estate, writes, references);
    NetworkInterfaces interfaces =
        new NetworkInterfaces(estate, writes, links, reservations, publicAddresses);
    VmSizes sizes = new VmSizes();
    NetworkProfile profile = new NetworkProfile(estate, interfaces, reservations, sizes);
    this.machines = new VirtualMachines(estate, profile, sizes, this::announce);
    List<ResourceType> types = new ArrayList<>();
    types.add(machines);
    types.addAll(ScaleSets.all());
    types.add(interfaces);
    types.add(new LoadBalancers(estate, writes, links, publicAddresses, references, interfaces));
    types.add(networks);
    types.add(publicAddresses);
    types.add(new SecurityGroups(estate, writes, references));
    types.add(new ApplicationSecurityGroups(estate, writes, references));
    Groups groups = new Groups();
    GroupRoutes groupRoutes = new GroupRoutes(estate, groups);
    Router router =
        new Router(
            types,
            new SubscriptionRoutes(estate, groups, access, types),
            groupRoutes,
            new ResourceRoutes(estate, groups),
            new ChildRoutes(estate, groups),
            new OperationRoutes(estate, sizes),
            new PermissionRoutes(access));
    this.door =
        new FrontDoor(estate, router, access, new Throttle(config.throttling()), faults, journal);
    this.elsewhere = new Elsewhere(estate, router, groupRoutes, machines, sizes);
  }

  /** Carries out a request. */
  public Answer handle(ArmRequest request) {
    settle();
    return door.answer(request);
  }

  /** Ends the operations whose time has come. */
  public void settle() {
    estate.operations().settle();
  }

  /** When the next operation ends; empty where nothing is under way. */
  public Optional<Instant> nextDue() {
    return estate.operations().nextDue();
  }

  /** What it was made with. */
  public CloudConfig config() {
    return estate.config();
  }

  /** Who may do what. */
  public Access access() {
    return access;
  }

  /** Failures to come. */
  public Faults faults() {
    return faults;
  }

  /** Every request so far. */
  public Journal journal() {
    return journal;
  }

  /** The door for whoever sets up a world. */
  public Elsewhere elsewhere() {
    return elsewhere;
  }

  /** Tells a listener of all that happens to machines from now on, while it happens. */
  public void listen(Consumer<MachineEvent> listener) {
    listeners.add(listener);
  }

  /** All machines as they really are, in the order of their creation. */
  public List<Machine> machines() {
    settle();
    return store.all(VirtualMachines.NAME.key()).stream().map(machines::describe).toList();
  }

  /** A machine as it really is. */
  public Optional<Machine> machine(String id) {
    settle();
    return store
        .find(id)
        .filter(found -> found.id().typeKey().equals(VirtualMachines.NAME.key()))
        .map(machines::describe);
  }

  /** A stored document, for watchers; read it, never change it. */
  public Optional<ObjectNode> document(String id) {
    settle();
    return store.find(id).map(Resource::document);
  }

  /** All stored documents of a type, such as {@code Microsoft.Network/networkInterfaces}. */
  public List<ObjectNode> documents(String type) {
    settle();
    return store.all(type.toLowerCase(Locale.ROOT)).stream().map(Resource::document).toList();
  }

  private void announce(MachineEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }
}
