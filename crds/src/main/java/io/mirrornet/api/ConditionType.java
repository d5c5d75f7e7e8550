package io.mirrornet.api;

/** The types of conditions that the three kinds carry. */
public enum ConditionType {
  /**
   * All that the object asks for is so: of a network, each host reaches each frontend and each
   * host's local path is proven; of a host route, the node's part of that.
   */
  Ready,
  /** Of a network: the load balancers were read, and each frontend is understood or ignored. */
  FrontendsDiscovered,
  /** Of a network: each host's second interface exists in Azure. */
  InterfacesProvisioned,
  /** Of a network: each host's second interface is attached to its virtual machine. */
  InterfacesAttached,
  /** Of a network: an agent runs on each host and has read its host route. */
  AgentsReady,
  /** Of a network or a host route: all routes and rules stand in the kernel. */
  RoutesProgrammed,
  /** Of a host route: the second interface was found in the guest, and it is up. */
  InterfaceFound,
  /** Of a host route: a packet from the second interface came back to the first one, answered. */
  LocalPathProven,
  /** Of a network or a host route: a TCP connection to each frontend was made. */
  ConnectivityVerified,
  /** Of a network: the operator is at work; False while it waits for a person. Read by kstatus. */
  Reconciling,
  /** Of a network: nothing will go on before a person changes something. Read by kstatus. */
  Stalled
}
