package io.mirrornet.operator.plan.route;

import io.mirrornet.api.hostroute.Backend;
import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.api.hostroute.GuestInterface;
import io.mirrornet.api.hostroute.MemberProbe;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.Probes;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.operator.model.azure.Inventory;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.Subnet;
import io.mirrornet.operator.plan.host.Host;
import io.mirrornet.operator.plan.provision.Provision;
import io.mirrornet.operator.plan.provision.Provisioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the spec of a host's MirrorHostRoute together. */
public final class HostRouteDesign {

  private final Inventory azure;
  private final HealthShareMirrorNetworkSpec spec;
  private final List<MemberProbe> probes;

  /**
   * Designs for a host of a network.
   *
   * @param probes of all networks: a host may hold a member that another network declares, and only
   *     this network's agent is there to look at it
   */
  public HostRouteDesign(
      Inventory azure, HealthShareMirrorNetworkSpec spec, List<MemberProbe> probes) {
    this.azure = azure;
    this.spec = spec;
    this.probes = List.copyOf(probes);
  }

  /**
   * The spec.
   *
   * @param evidenceRequest the nonce that stands in it now, if any
   */
  public MirrorHostRouteSpec of(
      Host host,
      Provision provision,
      List<Destination> destinations,
      @Nullable String evidenceRequest) {
    return new MirrorHostRouteSpec(
        host.name(),
        host.node().uid(),
        host.virtualMachine().vmId().toString(),
        guestInterface(provision).orElse(null),
        backends(host),
        destinations,
        new Probes(spec.verification().interval(), spec.verification().timeout(), probes),
        evidenceRequest);
  }

  /** The second NIC as the guest will see it; empty until Azure has given it its MAC. */
  private Optional<GuestInterface> guestInterface(Provision provision) {
    if (!(provision instanceof Provision.Attached(var nic))) {
      return Optional.empty();
    }
    return nic.mac()
        .flatMap(mac ->
            nic.primaryIpConfiguration()
                .flatMap(configuration ->
                    configuration
                        .address()
                        .flatMap(address ->
                            azure
                                .subnet(configuration.subnet())
                                .map(subnet ->
                                    new GuestInterface(
                                        mac,
                                        address,
                                        subnet.prefix().length(),
                                        subnet.gateway())))));
  }

  /** The addresses of the host that a pool may hold: all but the second NIC's. */
  private List<Backend> backends(Host host) {
    ResourceId second = Provisioning.interfaceId(host.virtualMachine());
    List<Backend> backends = new ArrayList<>();
    for (NicReference reference : host.virtualMachine().nics()) {
      if (!reference.id().equals(second)) {
        azure.nic(reference.id()).ifPresent(nic -> addBackends(nic, backends));
      }
    }
    return List.copyOf(backends);
  }

  private void addBackends(NetworkInterface nic, List<Backend> backends) {
    nic.mac()
        .ifPresent(mac ->
            nic.ipConfigurations()
                .forEach(configuration ->
                    configuration
                        .address()
                        .ifPresent(address ->
                            azure
                                .subnet(configuration.subnet())
                                .map(Subnet::gateway)
                                .ifPresent(
                                    gateway -> backends.add(new Backend(mac, address, gateway))))));
  }
}
