package io.mirrornet.operator.azure.mapping;

import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import io.mirrornet.operator.model.azure.PublicAddress;

/** {@code Microsoft.Network/publicIPAddresses}. */
public final class PublicAddressMapper {

  private PublicAddressMapper() {}

  /**
   * The public address of a document; what is not said to be static would be lost.
   *
   * @throws MalformedDocumentException without an id
   */
  public static PublicAddress map(PublicIpAddressInner address) {
    return new PublicAddress(
        References.own(address.id(), "public IP address"),
        IpAllocationMethod.STATIC.equals(address.publicIpAllocationMethod()));
  }
}
