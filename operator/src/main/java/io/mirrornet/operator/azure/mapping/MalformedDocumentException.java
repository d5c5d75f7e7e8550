package io.mirrornet.operator.azure.mapping;

/** A document lacks what its resource is known by, so nothing can be said of the resource. */
public final class MalformedDocumentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedDocumentException(String document, String lacks) {
    super("Azure's document of %s has no usable %s".formatted(document, lacks));
  }
}
