package io.mirrornet.api.network;

/** How far a host has come, in the order of a life without trouble. */
public enum HostPhase {
  /** Its virtual machine, interfaces and frontends are being looked up. */
  Discovering,
  /** It cannot be served; reason and message say why. The other hosts go on. */
  Refused,
  /** Its second interface does not exist yet. */
  InterfacePending,
  /** Its second interface exists and waits for a disruption to be attached. */
  AttachPending,
  /** A disruption of it is open: it is being emptied, down, or coming back. */
  Disrupted,
  /** Its interface is attached, and no agent has reported yet. */
  AgentPending,
  /** Its routes are being written and proven. */
  Converging,
  /** Its routes stand, and everything is proven. */
  Ready,
  /** It is no host any more, and its routes are being removed. */
  Leaving
}
