package io.mirrornet.lab.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the classes of the resource types share: the documents, the operations under way, and what
 * gives time and names.
 */
final class Estate {

  private final CloudConfig config;
  private final InstantSource clock;
  private final Identifiers identifiers;
  private final Operations operations;
  private final Store store = new Store();
  private final AddressBook addresses = new AddressBook();

  Estate(CloudConfig config, InstantSource clock, Identifiers identifiers) {
    this.config = config;
    this.clock = clock;
    this.identifiers = identifiers;
    this.operations = new Operations(clock);
  }

  CloudConfig config() {
    return config;
  }

  Instant now() {
    return clock.instant();
  }

  Identifiers identifiers() {
    return identifiers;
  }

  Operations operations() {
    return operations;
  }

  Store store() {
    return store;
  }

  AddressBook addresses() {
    return addresses;
  }

  /**
   * Begins an operation on a resource. Injected faults may make it longer or decide how it ends.
   *
   * @param name what Azure calls it
   */
  Operation begin(
      Call call, Resource resource, String name, Duration takes, Operation.Completion completion) {
    Instant started = now();
    Operation operation =
        new Operation(
            identifiers.uuid(),
            name,
            resource.id(),
            resource.location(),
            started,
            started.plus(call.faults().stretch(takes)),
            call.faults().outcome(),
            new Operation.Completion() {
              @Override
              public void succeeded(Instant at) {
                resource.running(Optional.empty());
                completion.succeeded(at);
              }

              @Override
              public void failed(ArmError error, Instant at) {
                resource.running(Optional.empty());
                completion.failed(error, at);
              }
            });
    resource.running(Optional.of(operation));
    operations.add(operation);
    return operation;
  }

  /** The headers by which a client follows an operation. */
  Map<String, String> headers(Call call, Operation operation, boolean location) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Azure-AsyncOperation", operationUrl(call, operation.statusPath(), ""));
    headers.put("Azure-AsyncNotification", "Enabled");
    if (location) {
      String monitor = operation.resultPath().equals(operation.statusPath()) ? "&monitor=true" : "";
      headers.put("Location", operationUrl(call, operation.resultPath(), monitor));
    }
    headers.putAll(pollHint());
    return headers;
  }

  /** When to ask again. Azure does not always say; this cloud does unless it is told zero. */
  Map<String, String> pollHint() {
    Duration wait = config.timing().retryAfter();
    return wait.isZero() ? Map.of() : Map.of("Retry-After", Long.toString(ArmError.seconds(wait)));
  }

  /** Azure signs these URLs, and clients must take their length. */
  String operationUrl(Call call, String path, String more) {
    StringBuilder url = new StringBuilder(call.request().endpoint()).append(path);
    url.append("?api-version=").append(call.apiVersion()).append(more);
    if (config.signatureLength() > 0) {
      url.append("&t=").append(now().toEpochMilli()).append("&c=");
      url.repeat("MIIHhzCCBm-gAwIBAgITfAbEqxo4AHwoZdeTJQAABsSrGjANBgkqhkiG9w0B", 1);
      url.repeat("A", config.signatureLength()).append("&s=lab&h=lab");
    }
    return url.toString();
  }
}
