package io.mirrornet.operator.azure;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.VirtualMachinesClient;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import io.mirrornet.operator.azure.connection.AzureConfig;
import io.mirrornet.operator.azure.connection.Connection;
import io.mirrornet.operator.azure.mapping.GrantedActions;
import io.mirrornet.operator.azure.mapping.GrantedActions.Role;
import io.mirrornet.operator.azure.mapping.InterfaceRequest;
import io.mirrornet.operator.azure.mapping.LoadBalancerMapper;
import io.mirrornet.operator.azure.mapping.NetworkInterfaceMapper;
import io.mirrornet.operator.azure.mapping.NetworkProfileRequest;
import io.mirrornet.operator.azure.mapping.PowerStateMapper;
import io.mirrornet.operator.azure.mapping.PublicAddressMapper;
import io.mirrornet.operator.azure.mapping.SubnetMapper;
import io.mirrornet.operator.azure.mapping.VirtualMachineMapper;
import io.mirrornet.operator.azure.mapping.VmSizeMapper;
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
import io.mirrornet.operator.port.Operation;
import io.mirrornet.operator.port.Progress;
import io.mirrornet.operator.port.Reading;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager through the Azure SDK's clients for Compute and Network. May be used by
 * many threads at once. A call takes as long as one request may: it does not wait for anything
 * else.
 */
public final class AzureCloud implements Cloud {

  /** {@code $expand}, {@code $filter}: nothing more than what Azure tells anyhow. */
  private static final @Nullable String NOTHING_MORE = null;

  private final Connection connection;
  private final SubscriptionClients clients;
  private final Requests requests;

  private AzureCloud(Connection connection, InstantSource clock) {
    this.connection = connection;
    this.clients = new SubscriptionClients(connection);
    RetryAfter retryAfter = new RetryAfter(clock);
    Failures failures = new Failures(connection.resourceManager(), retryAfter);
    this.requests =
        new Requests(connection.pipeline(), failures, new Operations(retryAfter, failures));
  }

  /**
   * Prepares the way to Azure; nobody is asked yet.
   *
   * @throws IllegalArgumentException if the CA bundle is of no use
   */
  public static AzureCloud connect(AzureConfig config, InstantSource clock) {
    return over(Connection.open(config), clock);
  }

  static AzureCloud over(Connection connection, InstantSource clock) {
    return new AzureCloud(connection, clock);
  }

  @Override
  public Reading<List<VirtualMachine>> virtualMachines(ResourceGroup group) {
    return requests.list(
        () ->
            clients
                .compute(group.subscription())
                .getVirtualMachines()
                .listByResourceGroup(group.name()),
        vm -> Optional.of(VirtualMachineMapper.map(vm)));
  }

  @Override
  public Reading<List<NetworkInterface>> networkInterfaces(ResourceGroup group) {
    return requests.list(
        () -> network(group).getNetworkInterfaces().listByResourceGroup(group.name()),
        nic -> Optional.of(NetworkInterfaceMapper.map(nic)));
  }

  @Override
  public Reading<List<LoadBalancer>> loadBalancers(ResourceGroup group) {
    return requests.list(
        () -> network(group).getLoadBalancers().listByResourceGroup(group.name()),
        loadBalancer -> Optional.of(LoadBalancerMapper.map(loadBalancer)));
  }

  @Override
  public Reading<List<VmSize>> vmSizes(String subscription, String location) {
    String filter = "location eq '%s'".formatted(location.replace("'", ""));
    return requests.list(
        () ->
            clients
                .compute(subscription)
                .getResourceSkus()
                .list(filter, NOTHING_MORE, Context.NONE),
        sku -> VmSizeMapper.map(subscription, location, sku));
  }

  @Override
  public Reading<VirtualMachine> virtualMachine(ResourceId id) {
    return requests.read(
        () ->
            machines(id)
                .getByResourceGroupWithResponse(
                    id.resourceGroup().name(), id.name(), null, Context.NONE),
        VirtualMachineMapper::map);
  }

  @Override
  public Reading<PowerState> powerState(ResourceId virtualMachine) {
    return requests.read(
        () ->
            machines(virtualMachine)
                .instanceViewWithResponse(
                    virtualMachine.resourceGroup().name(), virtualMachine.name(), Context.NONE),
        PowerStateMapper::map);
  }

  @Override
  public Reading<NetworkInterface> networkInterface(ResourceId id) {
    return requests.read(
        () ->
            network(id.resourceGroup())
                .getNetworkInterfaces()
                .getByResourceGroupWithResponse(
                    id.resourceGroup().name(), id.name(), NOTHING_MORE, Context.NONE),
        NetworkInterfaceMapper::map);
  }

  @Override
  public Reading<LoadBalancer> loadBalancer(ResourceId id) {
    return requests.read(
        () ->
            network(id.resourceGroup())
                .getLoadBalancers()
                .getByResourceGroupWithResponse(
                    id.resourceGroup().name(), id.name(), NOTHING_MORE, Context.NONE),
        LoadBalancerMapper::map);
  }

  @Override
  public Reading<Subnet> subnet(ResourceId id) {
    String virtualNetwork = id.parent().map(ResourceId::name).orElse("");
    return requests.read(
        () ->
            network(id.resourceGroup())
                .getSubnets()
                .getWithResponse(
                    id.resourceGroup().name(),
                    virtualNetwork,
                    id.name(),
                    NOTHING_MORE,
                    Context.NONE),
        SubnetMapper::map);
  }

  @Override
  public Reading<PublicAddress> publicAddress(ResourceId id) {
    return requests.read(
        () ->
            network(id.resourceGroup())
                .getPublicIpAddresses()
                .getByResourceGroupWithResponse(
                    id.resourceGroup().name(), id.name(), NOTHING_MORE, Context.NONE),
        PublicAddressMapper::map);
  }

  @Override
  public Reading<VmPermissions> permissions(ResourceId resource) {
    List<Role> roles = new ArrayList<>();
    Optional<String> next =
        Optional.of(
            "%s%s/providers/Microsoft.Authorization/permissions?api-version=2022-04-01"
                .formatted(connection.resourceManager(), resource));
    while (next.isPresent()) {
      switch (requests.read(next.get(), PermissionsAnswer::read)) {
        case Reading.Found<PermissionsAnswer>(var page) -> {
          roles.addAll(page.roles());
          next = page.nextLink();
        }
        case Reading.Absent<PermissionsAnswer> _ -> {
          return new Reading.Absent<>();
        }
        case Reading.Unknown<PermissionsAnswer>(var error) -> {
          return new Reading.Unknown<>(error);
        }
      }
    }
    return new Reading.Found<>(GrantedActions.of(VmPermissions.needed(resource), roles));
  }

  @Override
  public Acceptance createInterface(InterfaceDesign design, Optional<String> replaced) {
    ResourceId id = design.id();
    return requests.change(() ->
        network(id.resourceGroup())
            .getNetworkInterfaces()
            .createOrUpdateWithResponseAsync(
                id.resourceGroup().name(), id.name(), InterfaceRequest.of(design))
            .contextWrite(Preconditions.of(replaced)));
  }

  @Override
  public Optional<Acceptance> deallocate(ResourceId virtualMachine, BooleanSupplier due) {
    return requests.changeIf(
        due,
        () ->
            machines(virtualMachine)
                .deallocateWithResponseAsync(
                    virtualMachine.resourceGroup().name(), virtualMachine.name(), null));
  }

  @Override
  public Acceptance start(ResourceId virtualMachine) {
    return requests.change(() ->
        machines(virtualMachine)
            .startWithResponseAsync(virtualMachine.resourceGroup().name(), virtualMachine.name()));
  }

  @Override
  public Acceptance replaceInterfaces(
      ResourceId virtualMachine, List<NicReference> nics, Optional<String> etag) {
    return requests.change(() ->
        machines(virtualMachine)
            .updateWithResponseAsync(
                virtualMachine.resourceGroup().name(),
                virtualMachine.name(),
                NetworkProfileRequest.of(nics),
                etag.orElse(null),
                null));
  }

  @Override
  public Progress progress(Operation operation) {
    return requests.progress(operation);
  }

  private VirtualMachinesClient machines(ResourceId virtualMachine) {
    return clients.compute(virtualMachine.resourceGroup().subscription()).getVirtualMachines();
  }

  private NetworkManagementClient network(ResourceGroup group) {
    return clients.network(group.subscription());
  }
}
