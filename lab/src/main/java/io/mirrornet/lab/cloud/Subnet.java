package io.mirrornet.lab.cloud;

import io.mirrornet.net.Ipv4Prefix;

/**
 * A subnet as other resources need it.
 *
 * @param id its id in the case of its creation
 * @param network the virtual network that it is a part of
 * @param prefix its addresses
 */
record Subnet(ArmId id, Resource network, Ipv4Prefix prefix) {

  /** Refuses the use of a subnet that is still being written. */
  void mustBeProvisioned(ArmId user) {
    if (!network.provisioningState().equals("Succeeded")) {
      throw NetworkErrors.notProvisioned(id.toString(), user, "PutSubnetOperation").refusal();
    }
  }
}
