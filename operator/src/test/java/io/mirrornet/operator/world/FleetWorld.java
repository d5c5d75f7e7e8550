package io.mirrornet.operator.world;

import io.mirrornet.api.Arbiter;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.MemberEndpoint;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.MemberType;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.Evidence;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.hostroute.MirrorRole;
import io.mirrornet.api.hostroute.PortEvidence;
import io.mirrornet.api.network.AdditionalAddress;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.api.network.Hosts;
import io.mirrornet.api.network.LoadBalancers;
import io.mirrornet.api.network.Maintenance;
import io.mirrornet.api.network.Member;
import io.mirrornet.api.network.Mirror;
import io.mirrornet.api.network.Mode;
import io.mirrornet.api.network.SecondaryInterface;
import io.mirrornet.api.network.StartedBy;
import io.mirrornet.api.network.StoppedBy;
import io.mirrornet.api.network.Verification;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.operator.model.Attempt;
import io.mirrornet.operator.model.EvidenceRequest;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.Installation;
import io.mirrornet.operator.model.Refusal;
import io.mirrornet.operator.model.azure.Inventory;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.PublicAddress;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.SizeName;
import io.mirrornet.operator.model.azure.Subnet;
import io.mirrornet.operator.model.azure.Unread;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.azure.VmPermissions;
import io.mirrornet.operator.model.azure.VmSize;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.DisruptionSlot;
import io.mirrornet.operator.model.cluster.Eviction;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.plan.Planner;
import io.mirrornet.operator.plan.provision.Provisioning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One network of two hosts that hold the mirror REGISTRY, and everything that a plan is made from.
 * It begins at rest, before the operator has done anything; each method changes one thing.
 */
public final class FleetWorld {

  /** The network. */
  public static final ObjectKey NETWORK = new ObjectKey("healthshare", "ucr");

  private final AzureWorld azure =
      new AzureWorld().virtualMachine("hs-vm-a", "10.2.1.4").virtualMachine("hs-vm-b", "10.2.1.5");
  private final Map<String, Node> nodes = new TreeMap<>();
  private final Map<ObjectKey, ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoutes =
      new TreeMap<>();
  private final Map<ObjectKey, ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruptions =
      new TreeMap<>();
  private final Map<ResourceId, PowerState> powerStates = new HashMap<>();
  private final Map<ResourceId, Attempt> attempts = new HashMap<>();
  private final Map<ObjectKey, EvidenceRequest> questions = new HashMap<>();
  private final Map<ObjectKey, Eviction> drains = new HashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final Map<String, MemberRole> roles = new HashMap<>();
  private final Set<String> listening = new HashSet<>();
  private final Map<String, Unread> unread = new LinkedHashMap<>();
  private Set<String> held = Set.of(Labels.FINALIZER);
  private Set<String> finalizers = Set.of(Labels.FINALIZER);
  private Optional<Instant> deletingSince = Optional.empty();
  private Optional<String> slotHolder = Optional.empty();
  private Optional<Inventory> before = Optional.empty();
  private Set<Ipv4Address> servicesBefore = Set.of();
  private Mode mode = Mode.Enforce;
  private HealthShareMirrorNetworkStatus told = HealthShareMirrorNetworkStatus.EMPTY;
  private final List<String> unreadable = new ArrayList<>();
  private boolean paused;
  private boolean gone;
  private Set<ResourceGroup> writable = Set.of();
  private boolean otherPages;
  private boolean subnetsRead = true;
  private SecondaryInterface secondary = SecondaryInterface.LIKE_PRIMARY;
  private OptionalInt allowed = OptionalInt.of(4);
  private List<String> denied = List.of();
  private String ownNode = "operator-node";
  private Optional<ObjectKey> older = Optional.empty();
  private Optional<ObjectKey> younger = Optional.empty();
  private Optional<ResourceId> missing = Optional.empty();
  private List<AdditionalAddress> additional = List.of();
  private Set<Ipv4Address> services = Set.of();
  private final Map<ResourceId, Subnet> subnets = new HashMap<>();
  private final Map<ResourceId, PublicAddress> publicAddresses = new HashMap<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Both VMs run, both nodes are Ready; REGA is primary, REGB its backup. */
  public FleetWorld() {
    subnet(AzureWorld.NETWORK.child("subnets", "hs"), "10.2.1.0/24", 4);
    for (String host : List.of("hs-vm-a", "hs-vm-b")) {
      nodes.put(host, node(host, false, "boot-1"));
      powerStates.put(azure.vm(host).id(), PowerState.RUNNING);
    }
    azure.loadBalancer(
        LoadBalancerBuilder.named("ilb-hs")
            .frontend("registry", "10.2.1.100")
            .nicPool("pool", "hs-vm-a", "hs-vm-b")
            .mirrorRule("registry", 1972, "pool"));
    roles.put("hs-vm-a", MemberRole.Primary);
    roles.put("hs-vm-b", MemberRole.Backup);
  }

  /** What is planned now. */
  public FleetPlan plan() {
    return Planner.plan(fleet());
  }

  /** What is due now, of one kind. */
  public <A extends Action> List<A> due(Class<A> kind) {
    return plan().due().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Time passes. */
  public FleetWorld after(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** The time. */
  public Instant now() {
    return now;
  }

  /** The network has no finalizer of ours yet. */
  public FleetWorld unseenNetwork() {
    finalizers = Set.of();
    return this;
  }

  /** Deletion of the network was asked for. */
  public FleetWorld deletedNetwork() {
    deletingSince = Optional.of(now);
    return this;
  }

  /** The network is not there any more. */
  public FleetWorld goneNetwork() {
    gone = true;
    return this;
  }

  /** {@code spec.mode} is Observe. */
  public FleetWorld observed() {
    mode = Mode.Observe;
    return this;
  }

  /** {@code spec.paused} is true. */
  public FleetWorld paused() {
    paused = true;
    return this;
  }

  /** Something could not be read. */
  public FleetWorld unread(String what) {
    unread.put(
        what,
        new Unread(
            ConditionReason.AzureOperationFailed,
            "InternalServerError: try again",
            Optional.empty()));
    return this;
  }

  /** An object of ours is there and cannot be read. */
  public FleetWorld unreadable(String name) {
    unreadable.add(name);
    return this;
  }

  /** What was last said of the network. */
  public FleetWorld told(HealthShareMirrorNetworkStatus status) {
    told = status;
    return this;
  }

  /** Something could not be read that was read then. */
  public FleetWorld unreadSince(String what, Instant lastRead) {
    unread.put(
        what, new Unread(ConditionReason.AzureUnreachable, "no answer", Optional.of(lastRead)));
    return this;
  }

  /** The second NICs are to be in this subnet. */
  public FleetWorld secondaryInterfacesIn(ResourceId subnet) {
    secondary = new SecondaryInterface(subnet.toString(), Map.of(), Map.of());
    return this;
  }

  /** A subnet is there, with so many addresses used. */
  public FleetWorld subnet(ResourceId id, String prefix, int used) {
    subnets.put(id, new Subnet(id, Ipv4Prefix.parse(prefix), used, Optional.empty()));
    return this;
  }

  /** Something about the host's VM is otherwise. */
  public FleetWorld machine(String host, UnaryOperator<VirtualMachine> change) {
    VirtualMachine changed = change.apply(azure.vm(host));
    azure.virtualMachines().put(changed.id(), changed);
    return this;
  }

  /** ARM does not show the host's VM. */
  public FleetWorld withoutMachine(String host) {
    ResourceId id = azure.vm(host).id();
    missing = Optional.of(id);
    return this;
  }

  /** Something about the host's node is otherwise. */
  public FleetWorld node(String host, UnaryOperator<Node> change) {
    nodes.computeIfPresent(host, (_, node) -> change.apply(node));
    return this;
  }

  /** How many NICs the VMs' size allows; empty if Azure does not say. */
  public FleetWorld interfacesAllowed(OptionalInt count) {
    allowed = count;
    return this;
  }

  /** What the operator's identity may not do. */
  public FleetWorld notPermitted(String... actions) {
    denied = List.of(actions);
    return this;
  }

  /** The installation may write to this resource group and to no other. */
  public FleetWorld writableOnly(ResourceGroup group) {
    writable = Set.of(group);
    return this;
  }

  /** The node that the operator runs on. */
  public FleetWorld operatorOn(String node) {
    ownNode = node;
    return this;
  }

  /** An older network wants the same hosts. */
  public FleetWorld olderNetwork(String name) {
    older = Optional.of(new ObjectKey(NETWORK.namespace(), name));
    return this;
  }

  /**
   * A younger network wants hs-vm-b too, is refused it, and alone declares an instance there: STAGB
   * of the mirror STAGING, whose other member is on hs-vm-a.
   */
  public FleetWorld youngerNetworkWithAnInstanceOnHostB(String name) {
    younger = Optional.of(new ObjectKey(NETWORK.namespace(), name));
    return this;
  }

  /** An older network, with no host of its own, declares the same mirror at other pages. */
  public FleetWorld olderNetworkWithOtherPages(String name) {
    otherPages = true;
    return olderNetwork(name);
  }

  /** The host's primary NIC has a public address. */
  public FleetWorld publicAddress(String host, boolean keptWhenDeallocated) {
    PublicAddress address =
        new PublicAddress(
            ResourceId.of(
                AzureWorld.GROUP, "Microsoft.Network/publicIPAddresses", host + "-public"),
            keptWhenDeallocated);
    publicAddresses.put(address.id(), address);
    azure.publicAddress(host, address.id());
    return this;
  }

  /** Addresses that the network declares beside those of load balancers. */
  public FleetWorld additionalAddress(String address) {
    additional = List.of(new AdditionalAddress(Ipv4Address.parse(address), List.of(1972)));
    return this;
  }

  /** A Kubernetes Service has this address. */
  public FleetWorld service(String address) {
    services = Set.of(Ipv4Address.parse(address));
    return this;
  }

  /** Everything can be read again. */
  public FleetWorld readAgain() {
    unread.clear();
    return this;
  }

  /** The look that was made now becomes the second witness. */
  public FleetWorld witnessed() {
    before = Optional.of(inventory());
    servicesBefore = services;
    return this;
  }

  /** A third VM, no host of any network, is in the pool of the frontend. */
  public FleetWorld thirdInPool(String name) {
    azure
        .virtualMachine(name, "10.2.1.6")
        .loadBalancer(
            LoadBalancerBuilder.named("ilb-hs")
                .frontend("registry", "10.2.1.100")
                .nicPool("pool", "hs-vm-a", "hs-vm-b", name)
                .mirrorRule("registry", 1972, "pool"));
    return this;
  }

  /** A VM is a node too. */
  public FleetWorld joined(String name) {
    nodes.put(name, node(name, false, "boot-1"));
    return this;
  }

  /** Another node is registered that says it is the host's machine. */
  public FleetWorld registeredAgain(String name, String host) {
    Node node = node(host, false, "boot-1");
    nodes.put(
        name,
        new Node(
            name,
            "uid-" + name,
            Optional.empty(),
            node.systemUuid(),
            node.bootId(),
            false,
            false,
            Map.of(),
            Map.of(),
            List.of(),
            "1"));
    return this;
  }

  /** ARM does not show the load balancer any more. */
  public FleetWorld withoutLoadBalancer() {
    azure.removeLoadBalancers();
    return this;
  }

  /** ARM shows no subnet now. */
  public FleetWorld withoutSubnets() {
    subnetsRead = false;
    return this;
  }

  /** The host's second NIC exists, unattached. */
  public FleetWorld interfaceOf(String host) {
    azure.secondNic(host, host.equals("hs-vm-a") ? "10.2.1.14" : "10.2.1.15", false);
    return this;
  }

  /** The host's second NIC exists, and the last write to it has failed. */
  public FleetWorld brokenInterfaceOf(String host) {
    interfaceOf(host);
    azure.brokenSecondNic(host);
    return this;
  }

  /** What this process knows of an operation on the host's second NIC. */
  public FleetWorld interfaceAttempt(String host, Attempt attempt) {
    attempts.put(secondNic(host), attempt);
    return this;
  }

  /** The host's second NIC is in the VM's list. */
  public FleetWorld attachedInterfaceOf(String host) {
    azure.secondNic(host, host.equals("hs-vm-a") ? "10.2.1.14" : "10.2.1.15", true);
    return this;
  }

  /** What the instance on the host is. */
  public FleetWorld role(String host, MemberRole role) {
    roles.put(host, role);
    return this;
  }

  /** Something listens on the superserver's port of this host, whatever role is reported. */
  public FleetWorld listening(String host) {
    listening.add(host);
    return this;
  }

  /** The host's node as it is now. */
  public FleetWorld node(String host, boolean cordoned, String bootId, boolean ready) {
    Node old = Optional.ofNullable(nodes.get(host)).orElseThrow();
    nodes.put(
        host,
        new Node(
            old.name(),
            old.uid(),
            old.providerId(),
            old.systemUuid(),
            Optional.of(bootId),
            ready,
            cordoned,
            old.labels(),
            cordoned ? old.annotations() : Map.of(),
            old.addresses(),
            old.resourceVersion()));
    return this;
  }

  /** The host's node is cordoned for a disruption. */
  public FleetWorld cordoned(String host, ObjectKey disruption) {
    Node old = Optional.ofNullable(nodes.get(host)).orElseThrow();
    nodes.put(
        host,
        new Node(
            old.name(),
            old.uid(),
            old.providerId(),
            old.systemUuid(),
            old.bootId(),
            old.ready(),
            true,
            old.labels(),
            Map.of(Labels.CORDONED_FOR, disruption.toString()),
            old.addresses(),
            old.resourceVersion()));
    return this;
  }

  /** The power state of the host's VM. */
  public FleetWorld power(String host, PowerState power) {
    powerStates.put(azure.vm(host).id(), power);
    return this;
  }

  /** The VM has a NIC more, which somebody else has attached. */
  public FleetWorld foreignInterfaceOf(String host) {
    azure.foreignNic(host);
    return this;
  }

  /** What this process knows of an operation on the host's VM. */
  public FleetWorld attempt(String host, Attempt attempt) {
    attempts.put(azure.vm(host).id(), attempt);
    return this;
  }

  /**
   * Brings the host routes to what the plan wants, as the executor would, and answers for agents.
   */
  public FleetWorld hostRoutesApplied() {
    due(Action.ApplyHostRoute.class)
        .forEach(action -> putHostRoute(action.key(), action.spec(), MirrorHostRouteStatus.EMPTY));
    return this;
  }

  /** The agents of all hosts answer a question of this disruption, asked now. */
  public FleetWorld answered(ObjectKey disruption) {
    String nonce = "nonce-" + now;
    questions.put(disruption, new EvidenceRequest(nonce, now));
    for (ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route :
        List.copyOf(hostRoutes.values())) {
      putHostRoute(
          route.key(),
          route.spec().withEvidenceRequest(nonce),
          new MirrorHostRouteStatus(
              route.metadata().generation(),
              "eth1",
              List.of(),
              List.of(),
              true,
              List.of(roleOf(route.spec().nodeName())),
              evidence(route.spec().nodeName(), nonce)));
    }
    return this;
  }

  /** The agent on this host sees that the instance's role has changed; nobody asked. */
  public FleetWorld noticed(String host, MemberRole role) {
    role(host, role);
    List.copyOf(hostRoutes.values()).stream()
        .filter(route -> route.spec().nodeName().equals(host))
        .forEach(route -> {
          MirrorHostRouteStatus status = route.status();
          putHostRoute(
              route.key(),
              route.spec(),
              new MirrorHostRouteStatus(
                  status.observedGeneration(),
                  status.interfaceName(),
                  status.conditions(),
                  status.destinations(),
                  status.provenLocal(),
                  List.of(roleOf(host, now)),
                  status.evidence()));
        });
    return this;
  }

  /** The agent on this host reports this. */
  public FleetWorld reported(String host, MirrorHostRouteStatus status) {
    List.copyOf(hostRoutes.values()).stream()
        .filter(route -> route.spec().nodeName().equals(host))
        .forEach(route -> putHostRoute(route.key(), route.spec(), status));
    return this;
  }

  /** The agents are asked for a disruption, and none has answered yet. */
  public FleetWorld asked(ObjectKey disruption) {
    questions.put(disruption, new EvidenceRequest("nonce-" + now, now));
    return this;
  }

  /** A disruption as it stands in the API server. */
  public FleetWorld disruption(
      ObjectKey key, HostDisruptionSpec spec, HostDisruptionStatus status) {
    disruptions.put(
        key, new ApiObject<>(metadata(key, held, Optional.empty(), Map.of()), spec, status));
    return this;
  }

  /** Disruptions carry no finalizer of ours. */
  public FleetWorld unheldDisruptions() {
    held = Set.of();
    return this;
  }

  /** Deletion of a disruption's record was asked for. */
  public FleetWorld deletedDisruption(ObjectKey key) {
    disruptions.computeIfPresent(
        key,
        (_, record) ->
            new ApiObject<>(
                metadata(key, held, Optional.of(now), Map.of()), record.spec(), record.status()));
    return this;
  }

  /** A disruption's record is gone, by force. */
  public FleetWorld goneDisruption(ObjectKey key) {
    disruptions.remove(key);
    return this;
  }

  /** What is due is done to a disruption's record, as the executor would. */
  public FleetWorld recorded() {
    for (Action action : plan().due()) {
      switch (action) {
        case Action.RecordDisruption(var metadata, var status) -> rewrite(metadata.key(), status);
        case Action.Admit(var metadata, _, var status) -> {
          slotHolder = Optional.of(metadata.uid());
          rewrite(metadata.key(), status);
        }
        default -> {}
      }
    }
    return this;
  }

  /** The status of a disruption. */
  public HostDisruptionStatus status(ObjectKey key) {
    return Optional.ofNullable(disruptions.get(key)).orElseThrow().status();
  }

  /** A round of evictions for a disruption. */
  public FleetWorld drained(ObjectKey key, Eviction round) {
    drains.put(key, round);
    return this;
  }

  /** The uid that the object of this name has. */
  public static String uid(ObjectKey key) {
    return "uid-" + key.name();
  }

  /** The VM of a host. */
  public VirtualMachine vm(String host) {
    return azure.vm(host);
  }

  /** The id of a host's second NIC. */
  public ResourceId secondNic(String host) {
    return Provisioning.interfaceId(azure.vm(host));
  }

  /** The cluster does not let the operator do this. */
  public FleetWorld refused(Refusal refusal) {
    refusals.add(refusal);
    return this;
  }

  /** Everything that is known. */
  public Fleet fleet() {
    return new Fleet(
        now,
        new Installation("test", ownNode, writable),
        new ClusterView(
            nodes,
            networks(),
            List.copyOf(hostRoutes.values()),
            List.copyOf(disruptions.values()),
            new DisruptionSlot(slotHolder, Optional.of("1")),
            services,
            Set.of(),
            Optional.empty(),
            List.copyOf(unreadable)),
        inventory(),
        before,
        servicesBefore,
        attempts,
        questions,
        drains,
        refusals);
  }

  private List<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> networks() {
    if (gone) {
      return List.of();
    }
    return Stream.of(
            older.map(key -> network(key, 0, otherPages ? withOtherPages(spec()) : spec())),
            Optional.of(network(NETWORK, 1, spec())),
            younger.map(key -> network(key, 2, withAnInstanceOnHostB(spec()))))
        .flatMap(Optional::stream)
        .toList();
  }

  private ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network(
      ObjectKey key, long age, HealthShareMirrorNetworkSpec spec) {
    return new ApiObject<>(
        new Metadata(
            key,
            uid(key),
            "1",
            1,
            Instant.EPOCH.plusSeconds(age),
            deletingSince,
            finalizers,
            Map.of()),
        spec,
        key.equals(NETWORK) ? told : HealthShareMirrorNetworkStatus.EMPTY);
  }

  private HealthShareMirrorNetworkSpec spec() {
    return new HealthShareMirrorNetworkSpec(
        new Hosts(null, List.of("hs-vm-a", "hs-vm-b"), Map.of()),
        new LoadBalancers(List.of(), List.of(), additional),
        List.of(
            new Mirror(
                "REGISTRY",
                List.of("ilb-hs/registry"),
                new Arbiter("10.0.9.4", 2188),
                List.of(member("hs-vm-a", "REGA"), member("hs-vm-b", "REGB")))),
        secondary,
        Maintenance.DEFAULT,
        Verification.DEFAULT,
        mode,
        paused);
  }

  private static HealthShareMirrorNetworkSpec withAnInstanceOnHostB(
      HealthShareMirrorNetworkSpec spec) {
    return new HealthShareMirrorNetworkSpec(
        new Hosts(null, List.of("hs-vm-b"), Map.of()),
        new LoadBalancers(List.of(), List.of(), List.of()),
        List.of(
            new Mirror(
                "STAGING",
                List.of(),
                new Arbiter("10.0.9.4", 2188),
                List.of(member("hs-vm-a", "STAGA"), member("hs-vm-b", "STAGB")))),
        spec.secondaryInterface(),
        spec.maintenance(),
        spec.verification(),
        spec.mode(),
        spec.paused());
  }

  /** It names no hosts of its own: only its mirrors lead to them. */
  private static HealthShareMirrorNetworkSpec withOtherPages(HealthShareMirrorNetworkSpec spec) {
    MemberEndpoint elsewhere = new MemberEndpoint("http://10.66.6.6:52773/");
    return new HealthShareMirrorNetworkSpec(
        new Hosts(null, List.of(), Map.of()),
        spec.loadBalancers(),
        spec.mirrors().stream()
            .map(mirror ->
                new Mirror(
                    mirror.name(),
                    mirror.frontends(),
                    mirror.arbiter(),
                    mirror.members().stream()
                        .map(m ->
                            new Member(
                                m.host(),
                                m.instance(),
                                m.superserverPort(),
                                m.startedBy(),
                                m.stoppedBy(),
                                elsewhere,
                                elsewhere))
                        .toList()))
            .toList(),
        spec.secondaryInterface(),
        spec.maintenance(),
        spec.verification(),
        spec.mode(),
        spec.paused());
  }

  private static Member member(String host, String instance) {
    MemberEndpoint page = new MemberEndpoint("http://%s:52773/".formatted(host));
    return new Member(host, instance, 1972, StartedBy.Person, StoppedBy.Person, page, page);
  }

  private MirrorRole roleOf(String host) {
    return roleOf(host, Instant.EPOCH);
  }

  private MirrorRole roleOf(String host, Instant since) {
    return new MirrorRole(
        "REGISTRY",
        host.equals("hs-vm-a") ? "REGA" : "REGB",
        Optional.ofNullable(roles.get(host)).orElseThrow(),
        since);
  }

  private Evidence evidence(String host, String nonce) {
    MemberRole role = Optional.ofNullable(roles.get(host)).orElseThrow();
    boolean running = role != MemberRole.Down;
    return new Evidence(
        nonce,
        now,
        List.of(
            new MemberEvidence(
                "REGISTRY",
                host.equals("hs-vm-a") ? "REGA" : "REGB",
                role,
                MemberType.Failover,
                role == MemberRole.Primary ? ConditionStatus.True : ConditionStatus.False,
                role == MemberRole.Backup ? ConditionStatus.True : ConditionStatus.Unknown,
                0,
                ConditionStatus.True,
                null)),
        List.of(new PortEvidence(1972, running || listening.contains(host))));
  }

  private Inventory inventory() {
    Map<ResourceId, LoadBalancer> loadBalancers = new HashMap<>();
    azure.loadBalancers().forEach(lb -> loadBalancers.put(lb.id(), lb));
    Map<SizeName, VmSize> sizes = new HashMap<>();
    Map<ResourceId, VmPermissions> permissions = new HashMap<>();
    for (VirtualMachine vm : azure.virtualMachines().values()) {
      sizes.put(SizeName.of(vm), new VmSize(SizeName.of(vm), allowed));
      permissions.put(vm.id(), new VmPermissions(denied(vm.id())));
    }
    azure.nics().keySet().forEach(id -> permissions.put(id, new VmPermissions(denied(id))));
    Map<ResourceId, VirtualMachine> machines = new LinkedHashMap<>(azure.virtualMachines());
    missing.ifPresent(machines::remove);
    return new Inventory(
        now,
        unread,
        machines,
        azure.nics(),
        loadBalancers,
        subnetsRead ? subnets : Map.of(),
        publicAddresses,
        sizes,
        powerStates,
        permissions);
  }

  private List<String> denied(ResourceId resource) {
    return denied.stream().filter(VmPermissions.needed(resource)::contains).toList();
  }

  private Node node(String host, boolean cordoned, String bootId) {
    VirtualMachine vm = azure.vm(host);
    return new Node(
        host,
        "uid-" + host,
        Optional.of("azure://" + vm.id()),
        Optional.of(vm.vmId().toString()),
        Optional.of(bootId),
        true,
        cordoned,
        Map.of(Labels.HOST, "true"),
        Map.of(),
        List.of(Ipv4Address.parse(host.equals("hs-vm-a") ? "10.2.1.4" : "10.2.1.5")),
        "1");
  }

  private void putHostRoute(ObjectKey key, MirrorHostRouteSpec spec, MirrorHostRouteStatus status) {
    hostRoutes.put(
        key,
        new ApiObject<>(
            metadata(key, Set.of(), Optional.empty(), Map.of(Labels.NETWORK, NETWORK.name())),
            spec,
            status));
  }

  private void rewrite(ObjectKey key, HostDisruptionStatus status) {
    disruption(key, Optional.ofNullable(disruptions.get(key)).orElseThrow().spec(), status);
  }

  private Metadata metadata(
      ObjectKey key,
      Set<String> finalizers,
      Optional<Instant> deleting,
      Map<String, String> labels) {
    return new Metadata(key, uid(key), "1", 1, Instant.EPOCH, deleting, finalizers, labels);
  }

  /** All actions that are due, by the names of their kinds. */
  public List<String> dueKinds() {
    return plan().due().stream().map(action -> action.getClass().getSimpleName()).toList();
  }
}
