package io.mirrornet.operator.model.azure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The id of an ARM resource, as {@code
 * /subscriptions/S/resourceGroups/G/providers/NAMESPACE/TYPE/NAME[/TYPE/NAME...]}.
 *
 * <p>ARM compares ids without regard to case and answers in whichever case it likes (a node's
 * providerID has its resource group in lower case); so does this class. {@link #toString} keeps the
 * case that was given.
 */
public final class ResourceId implements Comparable<ResourceId> {

  private static final int SUBSCRIPTION = 1;
  private static final int RESOURCE_GROUP = 3;
  private static final int NAMESPACE = 5;
  private static final int FIRST_TYPE = 6;

  private final String text;
  private final String key;
  private final List<String> segments;

  private ResourceId(String text, List<String> segments) {
    this.text = text;
    this.key = text.toLowerCase(Locale.ROOT);
    this.segments = segments;
  }

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException if the text is not the id of a resource in a resource group
   */
  public static ResourceId parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("not an ARM resource id: \"%s\"".formatted(text)));
  }

  /** As {@link #parse}, empty where {@code parse} would throw. */
  public static Optional<ResourceId> tryParse(String text) {
    if (!text.startsWith("/")) {
      return Optional.empty();
    }
    List<String> segments = List.of(text.substring(1).split("/", -1));
    boolean wellFormed =
        segments.size() >= FIRST_TYPE + 2
            && segments.size() % 2 == 0
            && noneBlank(segments)
            && segments.get(0).equalsIgnoreCase("subscriptions")
            && segments.get(2).equalsIgnoreCase("resourceGroups")
            && segments.get(4).equalsIgnoreCase("providers");
    return wellFormed ? Optional.of(new ResourceId(text, segments)) : Optional.empty();
  }

  private static boolean noneBlank(List<String> segments) {
    for (String segment : segments) {
      if (segment.isBlank()) {
        return false;
      }
    }
    return true;
  }

  /** The id of a resource of a type such as {@code Microsoft.Network/networkInterfaces}. */
  public static ResourceId of(ResourceGroup group, String type, String name) {
    return parse(group + "/providers/" + type + "/" + name);
  }

  /** The resource group that holds it. */
  public ResourceGroup resourceGroup() {
    return new ResourceGroup(segments.get(SUBSCRIPTION), segments.get(RESOURCE_GROUP));
  }

  /** The whole type, as {@code Microsoft.Network/virtualNetworks/subnets}. */
  public String type() {
    StringBuilder type = new StringBuilder(segments.get(NAMESPACE));
    for (int i = FIRST_TYPE; i < segments.size(); i += 2) {
      type.append('/').append(segments.get(i));
    }
    return type.toString();
  }

  /** Whether it is of that type, without regard to case. */
  public boolean isOfType(String type) {
    return type().equalsIgnoreCase(type);
  }

  /** The last name. */
  public String name() {
    return segments.getLast();
  }

  /** The resource that this one is part of; empty at the top. */
  public Optional<ResourceId> parent() {
    return segments.size() > FIRST_TYPE + 2
        ? Optional.of(
            new ResourceId(
                text.substring(
                    0,
                    text.length()
                        - segments.getLast().length()
                        - segments.get(segments.size() - 2).length()
                        - 2),
                segments.subList(0, segments.size() - 2)))
        : Optional.empty();
  }

  /** A part of this resource. */
  public ResourceId child(String type, String name) {
    return parse(text + "/" + type + "/" + name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceId that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public int compareTo(ResourceId other) {
    return key.compareTo(other.key);
  }

  @Override
  public String toString() {
    return text;
  }
}
