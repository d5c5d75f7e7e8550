package io.mirrornet.operator.azure.mapping;

import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.Subnet;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code Microsoft.Network/virtualNetworks/subnets}. */
public final class SubnetMapper {

  private SubnetMapper() {}

  /**
   * The subnet of a document; of several prefixes its first IPv4 prefix.
   *
   * @throws MalformedDocumentException without an id or an IPv4 prefix
   */
  public static Subnet map(SubnetInner subnet) {
    ResourceId id = References.own(subnet.id(), "subnet");
    Ipv4Prefix prefix =
        Stream.concat(
                Optional.ofNullable(subnet.addressPrefix()).stream(),
                References.each(subnet.addressPrefixes()))
            .flatMap(text -> Ipv4Prefix.tryParse(text).stream())
            .findFirst()
            .orElseThrow(() -> new MalformedDocumentException(id.toString(), "IPv4 prefix"));
    return new Subnet(
        id,
        prefix,
        (int) References.each(subnet.ipConfigurations()).count(),
        Optional.ofNullable(subnet.networkSecurityGroup())
            .flatMap(group -> References.id(group.id())));
  }
}
