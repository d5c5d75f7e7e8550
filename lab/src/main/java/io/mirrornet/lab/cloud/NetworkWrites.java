package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How every resource of {@code Microsoft.Network} is created, replaced and deleted. */
final class NetworkWrites {

  private static final List<String> CLIENT_FIELDS =
      List.of("tags", "sku", "zones", "extendedLocation", "identity");

  private final Estate estate;

  NetworkWrites(Estate estate) {
    this.estate = estate;
  }

  /**
   * The document that a PUT asks for, with the fields that Azure adds to every resource.
   *
   * @throws ArmRefusal where location, conditions or a deletion under way forbid the write
   */
  ObjectNode draft(Call call, ArmId id, TypeName type, ObjectNode body, Optional<Resource> there) {
    String location = Locations.required(body);
    there.ifPresent(existing -> Locations.mustMatch(existing, location));
    call.checkConditions(id, there);
    there.flatMap(Resource::running).ifPresent(running -> mayReplace(call, running));
    ObjectNode document = Documents.object();
    document.put("name", id.name()).put("id", id.toString()).put("etag", "");
    ObjectNode properties = document.putObject("properties");
    properties.put("provisioningState", "Succeeded");
    properties.put(
        "resourceGuid",
        there
            .map(existing -> text(existing.document(), "properties", "resourceGuid"))
            .filter(guid -> !guid.isEmpty())
            .orElseGet(() -> estate.identifiers().uuid()));
    document.put("type", type.full()).put("location", location);
    Documents.adopt(document, body, CLIENT_FIELDS);
    if (body.get("properties") instanceof ObjectNode given) {
      ObjectNode copy = given.deepCopy();
      copy.remove(List.of("provisioningState", "resourceGuid"));
      properties.setAll(copy);
    }
    return document;
  }

  /** A PUT may overtake another PUT, which is then cancelled, but not a DELETE. */
  private void mayReplace(Call call, Operation running) {
    if (running.name().startsWith("Delete")) {
      throw NetworkErrors.anotherOperation(estate.operationUrl(call, running.statusPath(), ""))
          .refusal();
    }
  }

  /**
   * Gives each element of an array the fields of a resource of its own.
   *
   * @return the elements, to be completed
   */
  List<ObjectNode> children(ObjectNode document, ArmId id, String array) {
    ObjectNode properties = properties(document);
    if (!(properties.get(array) instanceof ArrayNode given)) {
      properties.putArray(array);
      return List.of();
    }
    ArrayNode list = Documents.array();
    for (JsonNode element : given) {
      String name = text(element, "name");
      if (name.isEmpty()) {
        throw NetworkErrors.invalidFormat(
                "an element of %s of %s has no name".formatted(array, id.name()))
            .refusal();
      }
      ArmId child = id.child(array, name);
      ObjectNode shaped = Documents.object();
      shaped.put("name", name).put("id", child.toString()).put("etag", "");
      ObjectNode inner = shaped.putObject("properties");
      inner.put("provisioningState", "Succeeded");
      if (element.get("properties") instanceof ObjectNode more) {
        inner.setAll(more);
        inner.put("provisioningState", "Succeeded");
      }
      shaped.put("type", child.provider() + "/" + child.type());
      Documents.adopt(shaped, (ObjectNode) element, List.of("zones"));
      list.add(shaped);
    }
    properties.set(array, list);
    return objects(list).toList();
  }

  /** Stores a document and answers the PUT. */
  ArmResponse commit(
      Call call, ResourceType type, ArmId id, ObjectNode document, Optional<Resource> there) {
    Duration takes = duration(call);
    String state = takes.isZero() ? "Succeeded" : "Updating";
    stamp(type, document, estate.identifiers().weakEtag(), state);
    Resource resource = there.orElseGet(() -> new Resource(id, document));
    there.ifPresentOrElse(
        existing -> estate.store().replace(existing, document), () -> estate.store().add(resource));
    String name = "Put" + operation(type);
    Optional<Operation> overtaken = resource.running();
    Optional<Operation> begun =
        takes.isZero()
            ? Optional.empty()
            : Optional.of(estate.begin(call, resource, name, takes, ending(type, resource)));
    overtaken.ifPresent(running -> supersede(running, name, begun.map(Operation::id).orElse("")));
    resource.running(begun);
    ArmResponse response = ArmResponse.of(there.isPresent() ? 200 : 201, type.view(resource, call));
    return begun
        .map(operation -> response.with(estate.headers(call, operation, false)))
        .orElse(response);
  }

  /** Where a fault waits for an operation, there must be one even if writes take no time. */
  private Duration duration(Call call) {
    Duration usual = estate.config().timing().networkWrite();
    return usual.isZero() && call.faults().pending() ? Duration.ofMillis(1) : usual;
  }

  private void supersede(Operation running, String by, String byId) {
    ArmError error = NetworkErrors.superseded(running.name(), running.id(), by, byId);
    running.end(new Operation.Outcome(Operation.Status.Canceled, Optional.of(error)), estate.now());
  }

  private Operation.Completion ending(ResourceType type, Resource resource) {
    return new Operation.Completion() {
      @Override
      public void succeeded(Instant at) {
        settle("Succeeded");
      }

      @Override
      public void failed(ArmError error, Instant at) {
        if (!error.code().startsWith("CanceledAndSuperseded")) {
          settle("Failed");
        }
      }

      private void settle(String state) {
        ObjectNode settled = resource.draft();
        stamp(type, settled, resource.etag(), state);
        estate.store().replace(resource, settled);
      }
    };
  }

  /** Changes a stored document on Azure's own account, which shows in its etag. */
  void amend(ResourceType type, Resource resource, ObjectNode changed) {
    stamp(type, changed, estate.identifiers().weakEtag(), resource.provisioningState());
    estate.store().replace(resource, changed);
  }

  /** Answers a DELETE; the resource is gone when its operation ends. */
  ArmResponse remove(Call call, ResourceType type, Resource resource, Runnable gone) {
    call.checkConditions(resource.id(), Optional.of(resource));
    resource
        .running()
        .filter(running -> !running.name().startsWith("Delete"))
        .ifPresent(running -> {
          throw NetworkErrors.anotherOperation(estate.operationUrl(call, running.statusPath(), ""))
              .refusal();
        });
    Optional<Operation> deleting = resource.running();
    Operation operation = deleting.orElseGet(() -> beginRemoval(call, type, resource, gone));
    return ArmResponse.empty(202).with(estate.headers(call, operation, true));
  }

  private Operation beginRemoval(Call call, ResourceType type, Resource resource, Runnable gone) {
    ObjectNode deleting = resource.draft();
    stamp(type, deleting, estate.identifiers().weakEtag(), "Deleting");
    estate.store().replace(resource, deleting);
    return estate.begin(
        call,
        resource,
        "Delete" + operation(type),
        estate.config().timing().networkDelete(),
        new Operation.Completion() {
          @Override
          public void succeeded(Instant at) {
            estate.store().remove(resource.id());
            gone.run();
          }

          @Override
          public void failed(ArmError error, Instant at) {
            ObjectNode failed = resource.draft();
            stamp(type, failed, resource.etag(), "Failed");
            estate.store().replace(resource, failed);
          }
        });
  }

  /** PATCH of network resources changes tags and nothing else. */
  ArmResponse tags(Call call, ResourceType type, Resource resource, ObjectNode body) {
    call.checkConditions(resource.id(), Optional.of(resource));
    ObjectNode changed = resource.draft();
    Documents.adopt(changed, body, List.of("tags"));
    amend(type, resource, changed);
    return ArmResponse.of(200, type.view(resource, call));
  }

  /** Writes etag and state into a document and into what is a part of it. */
  private static void stamp(ResourceType type, ObjectNode document, String etag, String state) {
    document.put("etag", etag);
    properties(document).put("provisioningState", state);
    for (String array : type.children()) {
      objects(properties(document).path(array))
          .forEach(child -> {
            child.put("etag", etag);
            properties(child).put("provisioningState", state);
          });
    }
  }

  /** {@code NetworkInterfaceOperation} out of {@code networkInterfaces}. */
  private static String operation(ResourceType type) {
    String plural = type.name().type();
    String singular =
        plural.endsWith("sses")
            ? plural.substring(0, plural.length() - 2)
            : plural.substring(0, plural.length() - 1);
    return Character.toUpperCase(singular.charAt(0)) + singular.substring(1) + "Operation";
  }
}
