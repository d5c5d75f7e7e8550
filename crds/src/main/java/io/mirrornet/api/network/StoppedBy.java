package io.mirrornet.api.network;

/** Who stops an instance before its host goes down. */
public enum StoppedBy {
  /** A person, with {@code iris stop}. */
  Person,
  /** The operating system, while it shuts down. */
  OperatingSystem
}
