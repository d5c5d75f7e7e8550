package io.mirrornet.operator.plan.route;

import io.mirrornet.operator.model.cluster.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Name of the MirrorHostRoute of a network and a node: {@code network-node-hash}. */
public final class HostRouteName {

  /** So that the name fits a label and a file name. */
  private static final int MAX_READABLE = 50;

  private static final int HASH_LENGTH = 8;

  private HostRouteName() {}

  /**
   * The name, the same for whoever asks. The hash tells pairs apart whose readable parts are equal,
   * and another node that comes back under the old name.
   */
  public static ObjectKey of(ObjectKey network, String node, String nodeUid) {
    String readable = network.name() + "-" + node.replace('.', '-');
    String hash =
        UUID.nameUUIDFromBytes(
                (network + "|" + node + "|" + nodeUid).getBytes(StandardCharsets.UTF_8))
            .toString()
            .substring(0, HASH_LENGTH);
    String cut = readable.substring(0, Math.min(readable.length(), MAX_READABLE));
    return new ObjectKey(network.namespace(), cut + "-" + hash);
  }
}
