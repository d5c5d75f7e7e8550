package io.mirrornet.operator.model.cluster;

/** Labels, annotations and finalizers by which the operator knows its own. */
public final class Labels {

  /** On a node: it is a host, and the agent runs there. */
  public static final String HOST = "mirrornet.io/host";

  /** On a host route and a disruption: {@link #ofNetwork} its network, in its namespace. */
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

  /** A label's value has 63 characters at most. */
  private static final int VALUE = 63;

  private Labels() {}

  /**
   * The value of {@link #NETWORK} for a network: its name, or where that is too long for a label,
   * its beginning and a hash. The value of a value is itself.
   */
  public static String ofNetwork(String name) {
    return BoundedName.ifTooLong(name, VALUE);
  }
}
