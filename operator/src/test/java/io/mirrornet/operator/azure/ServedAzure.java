package io.mirrornet.operator.azure;

import io.mirrornet.lab.arm.ServedCloud;
import io.mirrornet.lab.cloud.Access;
import io.mirrornet.lab.cloud.Cloud;
import io.mirrornet.lab.cloud.CloudConfig;
import io.mirrornet.lab.cloud.Elsewhere;
import io.mirrornet.lab.cloud.Fault;
import io.mirrornet.lab.cloud.JournalEntry;
import io.mirrornet.lab.cloud.LoadBalancerBuilder;
import io.mirrornet.lab.cloud.TestPrincipals;
import io.mirrornet.operator.azure.connection.AzureConfig;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.awaitility.Awaitility;

/**
 * The local cloud on an https address, with two machines behind a load balancer, and the way to it
 * that the operator's environment describes.
 */
public final class ServedAzure implements AutoCloseable {

  /** The group of the machines. */
  public static final ResourceGroup GROUP =
      new ResourceGroup(CloudConfig.azure().subscriptionId(), "rg-hs");

  /** A machine. */
  public static final ResourceId VM_A =
      ResourceId.of(GROUP, "Microsoft.Compute/virtualMachines", "hs-vm-a");

  /** Another one. */
  public static final ResourceId VM_B =
      ResourceId.of(GROUP, "Microsoft.Compute/virtualMachines", "hs-vm-b");

  /** The only NIC of {@link #VM_A}, with a dynamic public address. */
  public static final ResourceId NIC_A = nic("hs-vm-a-nic");

  /** The load balancer in front of both. */
  public static final ResourceId BALANCER =
      ResourceId.of(GROUP, "Microsoft.Network/loadBalancers", "ilb-hs");

  /** The subnet of all of them. */
  public static final ResourceId SUBNET =
      ResourceId.of(
              new ResourceGroup(GROUP.subscription(), Elsewhere.GROUP),
              "Microsoft.Network/virtualNetworks",
              Elsewhere.NETWORK)
          .child("subnets", "hs");

  private final ServedCloud served = new ServedCloud();
  private final Path directory;

  /** Serves it; files that the environment names are put into the directory. */
  public ServedAzure(Path directory) {
    this.directory = directory;
    served
        .cloud()
        .run(cloud -> {
          Elsewhere world = cloud.elsewhere();
          world.subnet("hs", "10.2.1.0/24");
          world
              .virtualMachine("hs-vm-a")
              .address("10.2.1.4")
              .zone("1")
              .dynamicPublicAddress()
              .tag("tier", "ucr")
              .create();
          world.virtualMachine("hs-vm-b").address("10.2.1.5").zone("2").create();
          world.loadBalancer("ilb-hs").frontend(frontend()).create();
        });
  }

  private static LoadBalancerBuilder.Frontend frontend() {
    return new LoadBalancerBuilder.Frontend(
        "registry",
        "10.2.1.100",
        "hs",
        List.of(1972),
        List.of("hs-vm-a", "hs-vm-b"),
        LoadBalancerBuilder.Pool.NIC,
        new LoadBalancerBuilder.Probe("Http", 52773, Optional.of("/csp/bin/mirror_status.cxw")),
        false);
  }

  /** A NIC of the group. */
  public static ResourceId nic(String name) {
    return ResourceId.of(GROUP, "Microsoft.Network/networkInterfaces", name);
  }

  /** What serves it. */
  public ServedCloud served() {
    return served;
  }

  /** What an operator with a client secret is told, with these changes; empty values remove. */
  public Map<String, String> environment(Map<String, String> changes) {
    Map<String, String> environment = new HashMap<>();
    environment.put("MIRRORNET_AZURE_CLOUD", "Custom");
    environment.put("MIRRORNET_AZURE_RESOURCE_MANAGER", served.url());
    environment.put("MIRRORNET_AZURE_AUTHORITY", served.url() + "/");
    environment.put("MIRRORNET_AZURE_AUDIENCE", "https://management.core.windows.net/");
    environment.put("MIRRORNET_CA_BUNDLE", write("ca.pem", served.authorityPem()).toString());
    environment.put("MIRRORNET_AZURE_CREDENTIAL", "ClientSecret");
    environment.put("MIRRORNET_AZURE_SECRET_FILE", write("secret", ServedCloud.SECRET).toString());
    environment.put("AZURE_TENANT_ID", CloudConfig.azure().tenantId());
    environment.put("AZURE_CLIENT_ID", TestPrincipals.OPERATOR.clientId());
    environment.putAll(changes);
    return environment;
  }

  /** The way to it with a client secret. */
  public AzureCloud connect() {
    return AzureCloud.connect(AzureConfig.of(environment(Map.of())), InstantSource.system());
  }

  /** Puts a file where the environment can name it. */
  public Path write(String name, String content) {
    try {
      return Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the world. */
  public void world(Consumer<Elsewhere> step) {
    served.cloud().run(cloud -> step.accept(cloud.elsewhere()));
  }

  /** The operator may do these things and nothing else. */
  public void grantOnly(List<String> actions) {
    served
        .cloud()
        .run(cloud -> {
          Access access = cloud.access();
          access.revoke(TestPrincipals.OPERATOR);
          access.grant(TestPrincipals.OPERATOR, "/subscriptions/" + GROUP.subscription(), actions);
        });
  }

  /** Lets something go wrong with the next requests for an action. */
  public void fault(String action, Fault.Effect effect, int times) {
    served
        .cloud()
        .run(cloud -> cloud.faults().inject(new Fault(Fault.Match.action(action), effect, times)));
  }

  /** All requests since {@link #forgetRequests}. */
  public List<JournalEntry> requests() {
    return served.cloud().ask(cloud -> cloud.journal().entries());
  }

  /** Counts from now on. */
  public void forgetRequests() {
    served.cloud().run(cloud -> cloud.journal().clear());
  }

  /** Asks the cloud itself. */
  public <T> T ask(Function<Cloud, T> question) {
    return served.cloud().ask(question);
  }

  /** Follows a change to its end. */
  public static Progress end(AzureCloud azure, Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.Done _ -> new Progress.Succeeded();
      case Acceptance.Failed(var error) -> new Progress.Failed(error);
      case Acceptance.Accepted(var operation) ->
          Awaitility.await()
              .atMost(Duration.ofSeconds(30))
              .pollInterval(Duration.ofMillis(20))
              .until(
                  () -> azure.progress(operation),
                  progress -> !(progress instanceof Progress.Running));
    };
  }

  @Override
  public void close() {
    served.close();
  }
}
