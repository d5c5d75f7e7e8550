package io.mirrornet.operator.azure.mapping;

import com.azure.core.management.SubResource;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what documents refer to; what is absent or foreign to us is empty. */
final class References {

  private References() {}

  static Optional<ResourceId> id(@Nullable String id) {
    return Optional.ofNullable(id).flatMap(ResourceId::tryParse);
  }

  static Optional<ResourceId> id(@Nullable SubResource reference) {
    return Optional.ofNullable(reference).flatMap(there -> id(there.id()));
  }

  /** The id of the document itself, without which it is of no use. */
  static ResourceId own(@Nullable String id, String type) {
    return id(id)
        .orElseThrow(() ->
            new MalformedDocumentException(
                "a " + type, "id (\"%s\")".formatted(id == null ? "" : id)));
  }

  static <T> Stream<T> each(@Nullable List<T> elements) {
    return Optional.ofNullable(elements).stream().flatMap(List::stream);
  }

  static Optional<Ipv4Address> ipv4(@Nullable String address) {
    return Optional.ofNullable(address).flatMap(Ipv4Address::tryParse);
  }
}
