package io.mirrornet.operator.model.cluster;

/** Labels and finalizers by which the operator knows its own. */
public final class Labels {

  /** On a node: it is a host, and the agent runs there. */
  public static final String HOST = "mirrornet.io/host";

  /** On a host route and a disruption: the name of the network in its namespace. */
  public static final String NETWORK = "mirrornet.io/network";

  /** On a network: nothing of it is left behind. */
  public static final String FINALIZER = "mirrornet.io/cleanup";

  private Labels() {}
}
