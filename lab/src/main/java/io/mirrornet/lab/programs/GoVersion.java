package io.mirrornet.lab.programs;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of Go, as far as it decides what can be built. */
record GoVersion(int major, int minor) implements Comparable<GoVersion> {

  private static final Pattern PRINTED = Pattern.compile("\\bgo(\\d+)\\.(\\d+)");

  /** Reads what {@code go version} prints; empty if that is not there. */
  static Optional<GoVersion> inOutput(String output) {
    Matcher matcher = PRINTED.matcher(output);
    return matcher.find()
        ? Optional.of(
            new GoVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(GoVersion other) {
    return Comparator.comparingInt(GoVersion::major)
        .thenComparingInt(GoVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
