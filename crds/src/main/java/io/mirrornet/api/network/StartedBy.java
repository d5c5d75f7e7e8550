package io.mirrornet.api.network;

/** Who starts an instance after its host came back. */
public enum StartedBy {
  /** The operating system, while it boots. */
  Boot,
  /** A person. */
  Person
}
