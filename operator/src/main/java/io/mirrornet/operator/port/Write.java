package io.mirrornet.operator.port;

/** What came of a write to the API server. */
public sealed interface Write {

  /** It is written. */
  record Written() implements Write {}

  /** Somebody else was faster: the object has changed, exists already or exists no more. */
  record Conflict() implements Write {}

  /** The API server refuses it, now and later. */
  record Refused(String message) implements Write {}

  /** No answer: whether it is written is not known. */
  record Unavailable(String message) implements Write {}
}
