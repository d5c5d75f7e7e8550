package io.mirrornet.operator.model.azure;

/**
 * A public IP address.
 *
 * @param keptWhenDeallocated allocated statically: it stays with the resource; a dynamic one is
 *     given back when its VM is deallocated, and another one comes with the start
 */
public record PublicAddress(ResourceId id, boolean keptWhenDeallocated) {}
