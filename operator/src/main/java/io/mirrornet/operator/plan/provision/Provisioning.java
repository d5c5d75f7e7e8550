package io.mirrornet.operator.plan.provision;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.Attempt;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.azure.InterfaceDesign;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.ProvisioningState;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.Subnet;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.plan.host.Host;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells how far the second NICs of a network's hosts have come. */
public final class Provisioning {

  private static final String TYPE = "Microsoft.Network/networkInterfaces";
  private static final String SUFFIX = "-mirrornet";

  /** How often a NIC in provisioning state Failed is written again. */
  private static final int REPAIRS = 5;

  private final Fleet fleet;
  private final Metadata network;
  private final HealthShareMirrorNetworkSpec spec;

  /** The second NICs as this network wants them. */
  public Provisioning(Fleet fleet, Metadata network, HealthShareMirrorNetworkSpec spec) {
    this.fleet = fleet;
    this.network = network;
    this.spec = spec;
  }

  /** The id that the second NIC of a VM has: the same for whoever asks, whenever. */
  public static ResourceId interfaceId(VirtualMachine vm) {
    // A VM's name has at most 64 characters, a NIC's 80: nothing has to be cut off.
    return ResourceId.of(vm.id().resourceGroup(), TYPE, vm.id().name() + SUFFIX);
  }

  /** How far the second NIC of a host has come. */
  public Provision of(Host host) {
    ResourceId id = interfaceId(host.virtualMachine());
    return fleet.azure().nic(id).map(nic -> ofExisting(host, nic)).orElseGet(() -> ofNew(host, id));
  }

  private Provision ofExisting(Host host, NetworkInterface nic) {
    VirtualMachine vm = host.virtualMachine();
    if (!Ownership.isOurs(nic, fleet.installation(), vm)) {
      return new Provision.Refused(
          ConditionReason.ChangedElsewhere,
          "%s exists and does not carry this installation's tags for vmId %s; remove or rename it"
              .formatted(nic.id(), vm.vmId()));
    }
    if (vm.holds(nic.id())) {
      return new Provision.Attached(nic);
    }
    if (nic.virtualMachine().isPresent()) {
      return new Provision.Refused(
          ConditionReason.ChangedElsewhere,
          "%s is attached to %s instead of %s; detach it there"
              .formatted(nic.id(), nic.virtualMachine().get(), vm.id()));
    }
    if (nic.provisioningState() == ProvisioningState.SUCCEEDED) {
      return whyNotAttachable(host, nic.primaryIpConfiguration().map(c -> c.subnet()))
          .orElseGet(() -> new Provision.Detached(nic));
    }
    return nic.provisioningState().isTerminal()
        ? broken(host, nic)
        : new Provision.Coming(
            ConditionReason.Progressing, "%s is being created".formatted(nic.id().name()));
  }

  /** The last write to it failed: the same is written again, a few times. */
  private Provision broken(Host host, NetworkInterface nic) {
    return fleet.attempt(nic.id()).orElse(null) instanceof Attempt.Failed failed
            && failed.count() >= REPAIRS
        ? new Provision.Refused(
            ConditionReason.AzureOperationFailed,
            "%s is in provisioning state Failed and was written %d times in vain: %s: %s (correlation"
                    .formatted(nic.id().name(), failed.count(), failed.code(), failed.message())
                + " id %s); delete it, and it is created anew: az network nic delete --ids %s"
                    .formatted(failed.correlationId(), nic.id()))
        : missing(host, nic.id());
  }

  private Provision ofNew(Host host, ResourceId id) {
    if (!fleet.azure().isRead(id.resourceGroup())) {
      return new Provision.Coming(
          ConditionReason.NotObserved, "whether %s exists is not known now".formatted(id.name()));
    }
    return whyNotAttachable(host, subnetId(host)).orElseGet(() -> missing(host, id));
  }

  private Provision missing(Host host, ResourceId id) {
    if (!fleet.installation().allows(id.resourceGroup())) {
      return outsideOfInstallation(id);
    }
    return fleet.attempt(id).flatMap(this::unfinished).orElseGet(() -> designed(host, id));
  }

  private static Provision outsideOfInstallation(ResourceId id) {
    return new Provision.Refused(
        ConditionReason.NotAuthorized,
        "resource group %s is not among those that this installation may write to; add it to the"
                .formatted(id.resourceGroup().name())
            + " chart's azure.resourceGroups");
  }

  private Optional<Provision> unfinished(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Running(_, _, var correlationId) ->
          Optional.of(
              new Provision.Coming(
                  ConditionReason.Progressing,
                  "the interface is being created (correlation id %s)".formatted(correlationId)));
      case Attempt.Failed failed when failed.notBefore().isAfter(fleet.now()) ->
          Optional.of(
              new Provision.Coming(
                  failed.reason(),
                  "creating the interface failed: %s: %s (correlation id %s); next try at %s"
                      .formatted(
                          failed.code(),
                          failed.message(),
                          failed.correlationId(),
                          failed.notBefore())));
      case Attempt.Failed _, Attempt.Succeeded _ -> Optional.empty();
    };
  }

  private Provision designed(Host host, ResourceId id) {
    Optional<Subnet> subnet = subnetId(host).flatMap(fleet.azure()::subnet);
    if (subnet.isEmpty()) {
      return withoutSubnet(subnetId(host));
    }
    Optional<Ipv4Address> address =
        Optional.ofNullable(spec.secondaryInterface().addresses().get(host.name()));
    return address
        .filter(wished -> !subnet.get().prefix().contains(wished))
        .<Provision>map(outside ->
            new Provision.Refused(
                ConditionReason.AddressNotAvailable,
                "address %s for %s is outside of subnet %s (%s)"
                    .formatted(
                        outside, host.name(), subnet.get().id().name(), subnet.get().prefix())))
        .or(() ->
            Optional.of(subnet.get())
                .filter(Subnet::isFull)
                .map(full ->
                    new Provision.Refused(
                        ConditionReason.SubnetFull,
                        "subnet %s (%s) has no free address; enlarge it, or name another one"
                                .formatted(full.id().name(), full.prefix())
                            + " in spec.secondaryInterface.subnetId")))
        .orElseGet(() -> new Provision.Missing(design(host, id, subnet.get(), address)));
  }

  private Provision withoutSubnet(Optional<ResourceId> id) {
    return id.filter(named -> fleet.azure().isRead(named.resourceGroup()))
        .<Provision>map(named ->
            new Provision.Refused(
                ConditionReason.ReferenceNotFound,
                "subnet %s does not exist; correct spec.secondaryInterface.subnetId"
                    .formatted(named)))
        .orElseGet(() ->
            new Provision.Coming(
                ConditionReason.NotObserved, "the subnet of the new interface could not be read"));
  }

  private InterfaceDesign design(
      Host host, ResourceId id, Subnet subnet, Optional<Ipv4Address> address) {
    VirtualMachine vm = host.virtualMachine();
    return new InterfaceDesign(
        id,
        vm.location(),
        subnet.id(),
        address,
        host.primaryNic().securityGroup(),
        host.primaryNic().applicationSecurityGroups(),
        host.primaryNic().acceleratedNetworking(),
        Ownership.tags(fleet.installation(), vm, network, spec.secondaryInterface().tags()));
  }

  private Optional<ResourceId> subnetId(Host host) {
    return Optional.ofNullable(spec.secondaryInterface().subnetId())
        .flatMap(ResourceId::tryParse)
        .or(() -> Optional.of(host.primaryConfiguration().subnet()));
  }

  /** What would make the attachment fail, or the host be lost, whenever it is tried. */
  private Optional<Provision> whyNotAttachable(Host host, Optional<ResourceId> subnet) {
    VirtualMachine vm = host.virtualMachine();
    if (!fleet.installation().allows(vm.id().resourceGroup())) {
      return Optional.of(outsideOfInstallation(vm.id()));
    }
    if (vm.ephemeralOsDisk()) {
      return refused(
          ConditionReason.EphemeralOsDisk,
          "%s has an ephemeral OS disk and cannot be deallocated; use a VM with a managed OS disk"
              .formatted(vm.id().name()));
    }
    OptionalInt allowed = fleet.azure().maxNetworkInterfaces(vm);
    if (allowed.isEmpty() && fleet.azure().sizesAreUnread(vm)) {
      return notObserved("how many interfaces size %s allows".formatted(vm.size()));
    }
    if (allowed.isEmpty() || allowed.getAsInt() <= vm.nics().size()) {
      return refused(
          ConditionReason.SecondInterfaceNotAllowed,
          allowed.isEmpty()
              ? "Azure does not say how many interfaces size %s allows; choose a size that says so"
                  .formatted(vm.size())
              : "size %s allows %d interfaces and %s has %d; choose a larger size"
                  .formatted(vm.size(), allowed.getAsInt(), vm.id().name(), vm.nics().size()));
    }
    Optional<ResourceId> foreign =
        subnet.filter(id -> !id.parent().equals(host.primaryConfiguration().subnet().parent()));
    if (foreign.isPresent()) {
      return refused(
          ConditionReason.OtherVirtualNetwork,
          "subnet %s is in another virtual network than %s's primary interface; a VM has one network"
              .formatted(foreign.get(), vm.id().name()));
    }
    return publicAddressAtRisk(host);
  }

  private Optional<Provision> publicAddressAtRisk(Host host) {
    return host.virtualMachine().nics().stream()
        .flatMap(reference -> fleet.azure().nic(reference.id()).stream())
        .flatMap(nic -> nic.ipConfigurations().stream())
        .flatMap(configuration -> configuration.publicAddress().stream())
        .filter(id -> !fleet.azure().keepsWhenDeallocated(id))
        .findFirst()
        .flatMap(id ->
            isUnread(id)
                ? notObserved("whether %s would be lost".formatted(id.name()))
                : refused(
                    ConditionReason.PublicAddressWouldBeLost,
                    "%s is allocated dynamically and would be lost; make it static: az network"
                            .formatted(id.name())
                        + " public-ip update --ids %s --allocation-method Static".formatted(id)));
  }

  private boolean isUnread(ResourceId publicAddress) {
    return !fleet.azure().publicAddresses().containsKey(publicAddress)
        && !fleet.azure().isRead(publicAddress.resourceGroup());
  }

  private static Optional<Provision> notObserved(String what) {
    return Optional.of(
        new Provision.Coming(ConditionReason.NotObserved, what + " is not known now"));
  }

  private static Optional<Provision> refused(ConditionReason reason, String message) {
    return Optional.of(new Provision.Refused(reason, message));
  }
}
