package io.mirrornet.operator.plan.provision;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.model.azure.InterfaceDesign;
import io.mirrornet.operator.model.azure.NetworkInterface;

/** How far the second NIC of a host has come. */
public sealed interface Provision {

  /** It is not there and can be created. */
  record Missing(InterfaceDesign design) implements Provision {}

  /** It is being created, or its creation has failed and is tried again later. */
  record Coming(ConditionReason reason, String message) implements Provision {}

  /** It is there, and no VM holds it. */
  record Detached(NetworkInterface nic) implements Provision {}

  /** The VM holds it. */
  record Attached(NetworkInterface nic) implements Provision {}

  /** It cannot be made or attached as things are; a person has to change something. */
  record Refused(ConditionReason reason, String message) implements Provision {}
}
