package io.mirrornet.lab.cloud;

import java.util.ArrayList;
import java.util.List;

/**
 * A request path, taken apart. What the path does not have is empty.
 *
 * @param subscription the subscription's id
 * @param resourceGroup the resource group's name
 * @param provider the resource provider's namespace
 * @param tail what follows: types, names and actions in turn
 */
record ArmPath(String subscription, String resourceGroup, String provider, List<String> tail) {

  static ArmPath parse(String path) {
    List<String> segments = segments(path);
    int at = 0;
    String subscription = "";
    String group = "";
    String provider = "";
    if (is(segments, at, "subscriptions") && segments.size() > at + 1) {
      subscription = segments.get(at + 1);
      at += 2;
      if (is(segments, at, "resourceGroups") && segments.size() > at + 1) {
        group = segments.get(at + 1);
        at += 2;
      }
    }
    if (is(segments, at, "providers") && segments.size() > at + 1) {
      provider = segments.get(at + 1);
      at += 2;
    }
    return new ArmPath(subscription, group, provider, segments.subList(at, segments.size()));
  }

  /** The id of the resource that an even tail names. */
  ArmId id() {
    return id(tail.size());
  }

  /** The id of the resource that the first segments of the tail name; their number is even. */
  ArmId id(int segments) {
    List<String> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i + 1 < segments; i += 2) {
      types.add(tail.get(i));
      names.add(tail.get(i + 1));
    }
    return new ArmId(subscription, resourceGroup, provider, types, names);
  }

  /** The types among the first segments of the tail, joined. */
  String type(int segments) {
    StringBuilder type = new StringBuilder();
    for (int i = 0; i < segments; i += 2) {
      type.append(i == 0 ? "" : "/").append(tail.get(i));
    }
    return type.toString();
  }

  boolean tailIs(int index, String word) {
    return is(tail, index, word);
  }

  private static boolean is(List<String> segments, int index, String word) {
    return index < segments.size() && segments.get(index).equalsIgnoreCase(word);
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(12);
    int at = 0;
    while (at < path.length()) {
      int end = path.indexOf('/', at);
      if (end < 0) {
        end = path.length();
      }
      if (end > at) {
        segments.add(path.substring(at, end));
      }
      at = end + 1;
    }
    return segments;
  }
}
