package io.mirrornet.lab.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The id of a resource below a resource group. Two ids that differ only in case are the same
 * resource; the text keeps the case in which it was written.
 */
public final class ArmId {

  private final String subscription;
  private final String resourceGroup;
  private final String provider;
  private final List<String> types;
  private final List<String> names;
  private final String text;
  private final String key;

  ArmId(
      String subscription,
      String resourceGroup,
      String provider,
      List<String> types,
      List<String> names) {
    this.subscription = subscription;
    this.resourceGroup = resourceGroup;
    this.provider = provider;
    this.types = List.copyOf(types);
    this.names = List.copyOf(names);
    this.text = write();
    this.key = text.toLowerCase(Locale.ROOT);
  }

  /** Reads an id; empty where the text is not the id of a resource in a resource group. */
  public static Optional<ArmId> parse(String text) {
    ArmPath path = ArmPath.parse(text);
    List<String> tail = path.tail();
    if (path.resourceGroup().isEmpty()
        || path.provider().isEmpty()
        || tail.isEmpty()
        || tail.size() % 2 != 0) {
      return Optional.empty();
    }
    return Optional.of(path.id());
  }

  /** The subscription's id. */
  public String subscription() {
    return subscription;
  }

  /** The resource group's name. */
  public String resourceGroup() {
    return resourceGroup;
  }

  /** The resource provider's namespace, such as {@code Microsoft.Network}. */
  public String provider() {
    return provider;
  }

  /** The type without its namespace: {@code virtualNetworks/subnets}. */
  public String type() {
    return String.join("/", types);
  }

  /** The last name. */
  public String name() {
    return names.getLast();
  }

  /** The id by which maps find the resource. */
  String key() {
    return key;
  }

  /** The lower-case full type by which the catalogue finds it. */
  String typeKey() {
    return (provider + "/" + type()).toLowerCase(Locale.ROOT);
  }

  List<String> names() {
    return names;
  }

  /** The resource that this one is a part of; itself where it is a part of none. */
  ArmId parent() {
    return types.size() == 1
        ? this
        : new ArmId(
            subscription,
            resourceGroup,
            provider,
            types.subList(0, types.size() - 1),
            names.subList(0, names.size() - 1));
  }

  ArmId child(String type, String name) {
    List<String> longerTypes = new ArrayList<>(types);
    longerTypes.add(type);
    List<String> longerNames = new ArrayList<>(names);
    longerNames.add(name);
    return new ArmId(subscription, resourceGroup, provider, longerTypes, longerNames);
  }

  /** Another resource of the same group and provider. */
  ArmId sibling(String type, String name) {
    return new ArmId(subscription, resourceGroup, provider, List.of(type), List.of(name));
  }

  /** The same names in the case in which group and types are registered. */
  ArmId spelled(String group, String namespace, List<String> typeNames) {
    return new ArmId(subscription, group, namespace, typeNames, names);
  }

  private String write() {
    StringBuilder id = new StringBuilder(160);
    id.append("/subscriptions/").append(subscription);
    id.append("/resourceGroups/").append(resourceGroup);
    id.append("/providers/").append(provider);
    for (int i = 0; i < types.size(); i++) {
      id.append('/').append(types.get(i)).append('/').append(names.get(i));
    }
    return id.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ArmId id && id.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** The id as it stands in documents. */
  @Override
  public String toString() {
    return text;
  }
}
