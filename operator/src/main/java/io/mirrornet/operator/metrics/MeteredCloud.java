package io.mirrornet.operator.metrics;

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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Counts the requests to ARM and what came of them. */
public final class MeteredCloud implements Cloud {

  private final Cloud cloud;
  private final OperatorMetrics metrics;

  public MeteredCloud(Cloud cloud, OperatorMetrics metrics) {
    this.cloud = cloud;
    this.metrics = metrics;
  }

  @Override
  public Reading<List<VirtualMachine>> virtualMachines(ResourceGroup group) {
    return read("ListVirtualMachines", cloud.virtualMachines(group));
  }

  @Override
  public Reading<List<NetworkInterface>> networkInterfaces(ResourceGroup group) {
    return read("ListNetworkInterfaces", cloud.networkInterfaces(group));
  }

  @Override
  public Reading<List<LoadBalancer>> loadBalancers(ResourceGroup group) {
    return read("ListLoadBalancers", cloud.loadBalancers(group));
  }

  @Override
  public Reading<List<VmSize>> vmSizes(String subscription, String location) {
    return read("ListVmSizes", cloud.vmSizes(subscription, location));
  }

  @Override
  public Reading<VirtualMachine> virtualMachine(ResourceId id) {
    return read("GetVirtualMachine", cloud.virtualMachine(id));
  }

  @Override
  public Reading<PowerState> powerState(ResourceId virtualMachine) {
    return read("GetPowerState", cloud.powerState(virtualMachine));
  }

  @Override
  public Reading<NetworkInterface> networkInterface(ResourceId id) {
    return read("GetNetworkInterface", cloud.networkInterface(id));
  }

  @Override
  public Reading<LoadBalancer> loadBalancer(ResourceId id) {
    return read("GetLoadBalancer", cloud.loadBalancer(id));
  }

  @Override
  public Reading<Subnet> subnet(ResourceId id) {
    return read("GetSubnet", cloud.subnet(id));
  }

  @Override
  public Reading<PublicAddress> publicAddress(ResourceId id) {
    return read("GetPublicAddress", cloud.publicAddress(id));
  }

  @Override
  public Reading<VmPermissions> permissions(ResourceId virtualMachine) {
    return read("ListPermissions", cloud.permissions(virtualMachine));
  }

  @Override
  public Acceptance createInterface(InterfaceDesign design, Optional<String> replaced) {
    return changed("CreateInterface", cloud.createInterface(design, replaced));
  }

  @Override
  public Optional<Acceptance> deallocate(ResourceId virtualMachine, BooleanSupplier due) {
    return cloud
        .deallocate(virtualMachine, due)
        .map(acceptance -> changed("Deallocate", acceptance));
  }

  @Override
  public Acceptance start(ResourceId virtualMachine) {
    return changed("Start", cloud.start(virtualMachine));
  }

  @Override
  public Acceptance replaceInterfaces(
      ResourceId virtualMachine, List<NicReference> nics, Optional<String> etag) {
    return changed("ReplaceInterfaces", cloud.replaceInterfaces(virtualMachine, nics, etag));
  }

  @Override
  public Progress progress(Operation operation) {
    Progress progress = cloud.progress(operation);
    metrics.armRequest(
        "GetOperation",
        switch (progress) {
          case Progress.Running _, Progress.Succeeded _ -> OperatorMetrics.word(progress);
          case Progress.Failed(var error) -> word(error);
          case Progress.Unknown(var error) -> word(error);
        });
    return progress;
  }

  private <T> Reading<T> read(String kind, Reading<T> reading) {
    metrics.armRequest(
        kind,
        switch (reading) {
          case Reading.Found<T> _, Reading.Absent<T> _ -> OperatorMetrics.word(reading);
          case Reading.Unknown<T>(var error) -> word(error);
        });
    return reading;
  }

  private Acceptance changed(String kind, Acceptance acceptance) {
    metrics.armRequest(
        kind,
        switch (acceptance) {
          case Acceptance.Accepted _, Acceptance.Done _ -> OperatorMetrics.word(acceptance);
          case Acceptance.Failed(var error) -> word(error);
        });
    return acceptance;
  }

  private static String word(CloudError error) {
    return error.kind().name().toLowerCase(Locale.ROOT);
  }
}
