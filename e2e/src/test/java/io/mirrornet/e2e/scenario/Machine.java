package io.mirrornet.e2e.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What of this machine a lab must not change. Other labs may run on it at the same time. */
final class Machine {

  private static final List<Path> SETTINGS =
      List.of(
          Path.of("/proc/sys/kernel/panic"),
          Path.of("/proc/sys/kernel/panic_on_oops"),
          Path.of("/proc/sys/kernel/hostname"),
          Path.of("/proc/sys/vm/overcommit_memory"),
          Path.of("/proc/sys/net/ipv4/ip_forward"),
          Path.of("/proc/self/mounts"));

  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
  private static final Pattern GROUP_OF_A_LAB = Pattern.compile("mirrornet-(\\d+).*");

  private Machine() {}

  /** Settings, mounts, interfaces and named network namespaces. */
  static List<String> state() {
    return Stream.of(
            SETTINGS.stream().map(Machine::text),
            names(Path.of("/sys/class/net")).stream(),
            names(Path.of("/run/netns")).stream())
        .flatMap(facts -> facts)
        .toList();
  }

  /** The processes that have this variable in their environment. */
  static List<String> processesWith(String variable) {
    return names(Path.of("/proc")).stream()
        .filter(name -> name.chars().allMatch(Character::isDigit))
        .filter(name -> text(Path.of("/proc", name, "environ")).contains(variable + "="))
        .toList();
  }

  /** Control groups of labs whose processes are all gone. */
  static List<String> abandonedGroups() {
    Set<String> alive = new HashSet<>();
    names(Path.of("/proc")).stream()
        .filter(name -> name.chars().allMatch(Character::isDigit))
        .map(name -> target(Path.of("/proc", name, "ns/pid")).replaceAll("\\D", ""))
        .forEach(alive::add);
    return Stream.concat(
            names(CGROUPS).stream(),
            names(CGROUPS).stream().flatMap(group -> names(CGROUPS.resolve(group)).stream()))
        .filter(name -> isAbandoned(name, alive))
        .toList();
  }

  private static boolean isAbandoned(String group, Set<String> alive) {
    Matcher matcher = GROUP_OF_A_LAB.matcher(group);
    return matcher.matches() && !alive.contains(matcher.group(1));
  }

  /** What is in a directory; nothing, where it is none. */
  private static List<String> names(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty for a process that has ended meanwhile. */
  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return "";
    }
  }
}
