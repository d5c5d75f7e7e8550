package io.mirrornet.operator.model.cluster;

/** Labels, annotations and finalizers by which the operator knows its own. */
public final class Labels {

  /** On a node: it is a host, and the agent runs there. */
  public static final String HOST = "mirrornet.io/host";

  /**
   * On a host route and a disruption: the name of the network in its namespace, which the schema
   * keeps within the 63 characters of a label's value.
   */
  public static final String NETWORK = "mirrornet.io/network";

  /**
   * Annotation on a node that this operator has cordoned: namespace and name of the disruption for
   * which. A cordon without it is a person's.
   */
  public static final String CORDONED_FOR = "mirrornet.io/cordoned-for";

  /**
   * On a network: nothing of it is left behind. On a disruption: the record stays until its host is
   * back.
   */
  public static final String FINALIZER = "mirrornet.io/cleanup";

  private Labels() {}
}
