package io.mirrornet.api.network;

/** Whether the operator acts. */
public enum Mode {
  /** It does what the spec asks for. */
  Enforce,
  /** It looks and reports, and writes nothing but this object's status. */
  Observe
}
