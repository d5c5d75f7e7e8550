package io.mirrornet.operator.port;

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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Azure Resource Manager. Each method is one request (a list: one for each page), made once:
 * nothing is repeated in here, nothing waits for an operation to end.
 */
public interface Cloud {

  /** From the last word on a deallocation to the moment when its request has left. */
  Duration SENDING = Duration.ofSeconds(3);

  /** All VMs of a resource group, those of flexible scale sets included. */
  Reading<List<VirtualMachine>> virtualMachines(ResourceGroup group);

  /** All NICs of a resource group. */
  Reading<List<NetworkInterface>> networkInterfaces(ResourceGroup group);

  /** All load balancers of a resource group. */
  Reading<List<LoadBalancer>> loadBalancers(ResourceGroup group);

  /** The sizes that a location offers to a subscription. */
  Reading<List<VmSize>> vmSizes(String subscription, String location);

  /** One VM, as it is now. */
  Reading<VirtualMachine> virtualMachine(ResourceId id);

  /** The power state of a VM, from its instance view. */
  Reading<PowerState> powerState(ResourceId virtualMachine);

  /** One NIC, as it is now. */
  Reading<NetworkInterface> networkInterface(ResourceId id);

  /** One load balancer, as it is now. */
  Reading<LoadBalancer> loadBalancer(ResourceId id);

  /** One subnet, as it is now. */
  Reading<Subnet> subnet(ResourceId id);

  /** One public IP address, as it is now. */
  Reading<PublicAddress> publicAddress(ResourceId id);

  /**
   * What the operator's identity may do with a VM or a NIC ({@code
   * Microsoft.Authorization/permissions}).
   */
  Reading<VmPermissions> permissions(ResourceId resource);

  /**
   * Creates a NIC, or writes one again whose last write has failed. The caller has seen that there
   * is none of that id; or that it is ours, that no VM holds it, and that it is in provisioning
   * state Failed; ARM is asked to refuse if that is not so any more.
   *
   * @param replaced etag of the NIC that is written again; empty for one that must not be there yet
   */
  Acceptance createInterface(InterfaceDesign design, Optional<String> replaced);

  /**
   * Stops a VM and gives its machine back. Everything that a request may have to wait for, such as
   * a token, is had first; then {@code due} is asked, by any thread; and from then the request is
   * on its way within {@link #SENDING}, or not sent. The answer may take longer.
   *
   * @param due whether it may be sent now
   * @return empty if it was not due any more, so that nothing was sent
   */
  Optional<Acceptance> deallocate(ResourceId virtualMachine, BooleanSupplier due);

  /** Starts a VM. */
  Acceptance start(ResourceId virtualMachine);

  /**
   * Replaces the list of NICs of a deallocated VM, and changes nothing else of it.
   *
   * @param nics all of them, those that stay included
   * @param etag of the document that the list was made from; ARM refuses if it has changed
   */
  Acceptance replaceInterfaces(
      ResourceId virtualMachine, List<NicReference> nics, Optional<String> etag);

  /** Where an operation stands; one request. */
  Progress progress(Operation operation);
}
