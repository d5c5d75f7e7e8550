package io.mirrornet.operator.azure;

import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.implementation.ComputeManagementClientBuilder;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.implementation.NetworkManagementClientBuilder;
import io.mirrornet.operator.azure.connection.Connection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The SDK's clients, each of which is for one subscription; made when first needed, and kept. */
final class SubscriptionClients {

  private final Connection connection;
  private final Map<String, ComputeManagementClient> compute = new ConcurrentHashMap<>();
  private final Map<String, NetworkManagementClient> network = new ConcurrentHashMap<>();

  SubscriptionClients(Connection connection) {
    this.connection = connection;
  }

  ComputeManagementClient compute(String subscription) {
    return compute.computeIfAbsent(
        subscription.toLowerCase(Locale.ROOT),
        id ->
            new ComputeManagementClientBuilder()
                .pipeline(connection.pipeline())
                .endpoint(connection.resourceManager().toString())
                .subscriptionId(id)
                .buildClient());
  }

  NetworkManagementClient network(String subscription) {
    return network.computeIfAbsent(
        subscription.toLowerCase(Locale.ROOT),
        id ->
            new NetworkManagementClientBuilder()
                .pipeline(connection.pipeline())
                .endpoint(connection.resourceManager().toString())
                .subscriptionId(id)
                .buildClient());
  }
}
