package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The behaviour of one resource type. GET and lists need no more than {@link #view}; the rest is
 * refused unless the type says how it is done.
 */
interface ResourceType {

  TypeName name();

  /** The arrays below {@code properties} whose elements are resources of their own. */
  default List<String> children() {
    return List.of();
  }

  /** The document as clients see it, with what is derived from other resources. */
  default ObjectNode view(Resource resource, Call call) {
    return resource.document();
  }

  /** What GET answers below a resource, such as {@code instanceView}; empty if there is no such. */
  default Optional<JsonNode> detail(Resource resource, String detail) {
    return Optional.empty();
  }

  /** PUT: creates the resource, or replaces what the client may say about it. */
  default ArmResponse put(Call call, ArmId id, ObjectNode body) {
    throw ResourceErrors.methodNotAllowed("PUT").refusal();
  }

  /** PATCH: changes what the body names. */
  default ArmResponse patch(Call call, Resource resource, ObjectNode body) {
    throw ResourceErrors.methodNotAllowed("PATCH").refusal();
  }

  default ArmResponse delete(Call call, Resource resource) {
    throw ResourceErrors.methodNotAllowed("DELETE").refusal();
  }

  /** POST of an action. */
  default ArmResponse act(Call call, Resource resource, String action) {
    throw ResourceErrors.methodNotAllowed("POST").refusal();
  }
}
