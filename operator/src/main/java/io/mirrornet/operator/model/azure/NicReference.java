package io.mirrornet.operator.model.azure;

/**
 * A NIC in the network profile of a VM.
 *
 * @param primary exactly one reference of a VM is
 * @param deleteOption what becomes of the NIC when the VM is deleted
 */
public record NicReference(ResourceId id, boolean primary, DeleteOption deleteOption) {

  /** {@code deleteOption} of a network interface reference. */
  public enum DeleteOption {
    DELETE,
    DETACH,
    /** Not said: Azure then detaches. Sent back as it came, not at all. */
    UNSET
  }
}
