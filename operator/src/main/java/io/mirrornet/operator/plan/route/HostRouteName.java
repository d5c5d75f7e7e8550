package io.mirrornet.operator.plan.route;

import io.mirrornet.operator.model.cluster.BoundedName;
import io.mirrornet.operator.model.cluster.ObjectKey;

/** Name of the MirrorHostRoute of a network and a node: {@code network-node-hash}. */
public final class HostRouteName {

  /** So that the name fits a label and a file name. */
  private static final int LIMIT = 59;

  private HostRouteName() {}

  /**
   * The name, the same for whoever asks. The hash tells pairs apart whose readable parts are equal,
   * and another node that comes back under the old name.
   */
  public static ObjectKey of(ObjectKey network, String node, String nodeUid) {
    String readable = network.name() + "-" + node.replace('.', '-');
    return new ObjectKey(
        network.namespace(), BoundedName.of(readable, network + "|" + node + "|" + nodeUid, LIMIT));
  }
}
