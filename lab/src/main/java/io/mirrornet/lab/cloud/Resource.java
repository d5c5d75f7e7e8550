package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A stored resource.
 *
 * <p>Its document is never changed once it is stored; a change is a changed copy ({@link #draft})
 * that replaces it. So an answer that holds the document is a snapshot, without copying.
 */
final class Resource {

  private final ArmId id;
  private ObjectNode document;
  private Optional<Operation> running = Optional.empty();

  Resource(ArmId id, ObjectNode document) {
    this.id = id;
    this.document = document;
  }

  /** The id in the case of its creation. */
  ArmId id() {
    return id;
  }

  ObjectNode document() {
    return document;
  }

  /** A copy to change and then {@link #replace} the document with. */
  ObjectNode draft() {
    return document.deepCopy();
  }

  void replace(ObjectNode changed) {
    document = changed;
  }

  String location() {
    return Documents.text(document, "location");
  }

  String etag() {
    return Documents.text(document, "etag");
  }

  String provisioningState() {
    return Documents.text(document, "properties", "provisioningState");
  }

  /** The operation that is under way on it. */
  Optional<Operation> running() {
    return running;
  }

  void running(Optional<Operation> operation) {
    running = operation;
  }
}
