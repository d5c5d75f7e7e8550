package io.mirrornet.lab.arm;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineUpdateInner;
import com.azure.resourcemanager.compute.implementation.ComputeManagementClientBuilder;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.NetworkProfile;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.fluent.models.LoadBalancerInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.implementation.NetworkManagementClientBuilder;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import io.mirrornet.lab.cloud.AzureClient;
import io.mirrornet.lab.cloud.CloudConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Speaks to the cloud as a program with Azure's SDK does, without its retries. */
final class SdkClient implements AzureClient {

  private static final String GROUP = "rg-hs";
  private static final Duration BETWEEN_POLLS = Duration.ofMillis(25);

  private final ComputeManagementClient compute;
  private final NetworkManagementClient network;

  SdkClient(String url, HttpClient http, TokenCredential credential) {
    HttpPipeline pipeline =
        new HttpPipelineBuilder()
            .httpClient(http)
            .policies(
                new BearerTokenAuthenticationPolicy(
                    credential, "https://management.core.windows.net//.default"))
            .build();
    this.compute =
        new ComputeManagementClientBuilder()
            .pipeline(pipeline)
            .endpoint(url)
            .subscriptionId(CloudConfig.azure().subscriptionId())
            .defaultPollInterval(BETWEEN_POLLS)
            .buildClient();
    this.network =
        new NetworkManagementClientBuilder()
            .pipeline(pipeline)
            .endpoint(url)
            .subscriptionId(CloudConfig.azure().subscriptionId())
            .defaultPollInterval(BETWEEN_POLLS)
            .buildClient();
  }

  private static Outcome attempt(Runnable call) {
    try {
      call.run();
      return new Outcome.Done();
    } catch (ManagementException e) {
      return new Outcome.Refused(e.getResponse().getStatusCode(), e.getValue().getCode());
    }
  }

  @Override
  public VirtualMachine machine(String name) {
    VirtualMachineInner vm = compute.getVirtualMachines().getByResourceGroup(GROUP, name);
    return new VirtualMachine(
        vm.id(),
        vm.vmId(),
        vm.hardwareProfile().vmSize().toString(),
        vm.etag(),
        vm.networkProfile().networkInterfaces().stream()
            .map(nic -> new Reference(nic.id(), Boolean.TRUE.equals(nic.primary())))
            .toList());
  }

  @Override
  public List<String> machineNames() {
    return compute.getVirtualMachines().listByResourceGroup(GROUP).stream()
        .map(VirtualMachineInner::name)
        .toList();
  }

  @Override
  public String power(String machine) {
    return compute.getVirtualMachines().instanceView(GROUP, machine).statuses().stream()
        .map(status -> status.code())
        .filter(code -> code.startsWith("PowerState/"))
        .map(code -> code.substring("PowerState/".length()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Outcome deallocate(String machine) {
    return attempt(() -> compute.getVirtualMachines().deallocate(GROUP, machine));
  }

  @Override
  public Outcome start(String machine) {
    return attempt(() -> compute.getVirtualMachines().start(GROUP, machine));
  }

  @Override
  public Outcome setInterfaces(
      String machine, List<Reference> interfaces, Optional<String> ifMatch) {
    VirtualMachineUpdateInner update =
        new VirtualMachineUpdateInner()
            .withNetworkProfile(
                new NetworkProfile()
                    .withNetworkInterfaces(
                        interfaces.stream()
                            .map(nic ->
                                new NetworkInterfaceReference()
                                    .withPrimary(nic.primary())
                                    .withId(nic.nicId()))
                            .toList()));
    return attempt(() ->
        compute
            .getVirtualMachines()
            .update(GROUP, machine, update, ifMatch.orElse(null), null, Context.NONE));
  }

  @Override
  public Outcome putNic(String name, String subnetId, Optional<String> address) {
    NetworkInterfaceIpConfigurationInner configuration =
        new NetworkInterfaceIpConfigurationInner()
            .withName("ipconfig1")
            .withSubnet(new SubnetInner().withId(subnetId));
    address.ifPresent(wanted ->
        configuration
            .withPrivateIpAddress(wanted)
            .withPrivateIpAllocationMethod(IpAllocationMethod.STATIC));
    NetworkInterfaceInner nic = new NetworkInterfaceInner();
    nic.withLocation("westeurope");
    nic.withIpConfigurations(List.of(configuration));
    return attempt(() -> network.getNetworkInterfaces().createOrUpdate(GROUP, name, nic));
  }

  @Override
  public Nic nic(String name) {
    NetworkInterfaceInner nic = network.getNetworkInterfaces().getByResourceGroup(GROUP, name);
    NetworkInterfaceIpConfigurationInner configuration = nic.ipConfigurations().getFirst();
    return new Nic(
        nic.id(),
        configuration.privateIpAddress(),
        Optional.ofNullable(nic.macAddress()),
        Optional.ofNullable(nic.virtualMachine()).map(machine -> machine.id()),
        Optional.ofNullable(nic.primary()),
        Optional.ofNullable(configuration.loadBalancerBackendAddressPools()).stream()
            .flatMap(List::stream)
            .map(pool -> pool.id())
            .toList());
  }

  @Override
  public Outcome deleteNic(String name) {
    return attempt(() -> network.getNetworkInterfaces().delete(GROUP, name));
  }

  @Override
  public Outcome lookUpNic(String name) {
    return attempt(() -> network.getNetworkInterfaces().getByResourceGroup(GROUP, name));
  }

  @Override
  public Balancer balancer(String name) {
    LoadBalancerInner balancer = network.getLoadBalancers().getByResourceGroup(GROUP, name);
    return new Balancer(
        balancer.frontendIpConfigurations().stream()
            .map(frontend -> frontend.privateIpAddress())
            .toList(),
        balancer.loadBalancingRules().stream().map(rule -> rule.frontendPort()).toList(),
        balancer.backendAddressPools().stream()
            .flatMap(pool -> Optional.ofNullable(pool.backendIpConfigurations()).stream())
            .flatMap(List::stream)
            .map(member -> member.id())
            .toList(),
        balancer.backendAddressPools().stream()
            .flatMap(pool -> pool.loadBalancerBackendAddresses().stream())
            .flatMap(member -> Optional.ofNullable(member.ipAddress()).stream())
            .toList());
  }

  @Override
  public Optional<Integer> mostInterfaces(String size) {
    return compute.getResourceSkus().list("location eq 'westeurope'", null, Context.NONE).stream()
        .filter(sku -> sku.name().equals(size) && sku.capabilities() != null)
        .flatMap(sku -> sku.capabilities().stream())
        .filter(capability -> capability.name().equals("MaxNetworkInterfaces"))
        .map(capability -> Integer.valueOf(capability.value()))
        .findFirst();
  }

  @Override
  public Optional<String> publicAddress(String name) {
    return Optional.ofNullable(
        network.getPublicIpAddresses().getByResourceGroup(GROUP, name).ipAddress());
  }
}
