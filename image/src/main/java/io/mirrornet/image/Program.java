package io.mirrornet.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Java program of which an image is to be made.
 *
 * @param reference the image's name with its tag
 * @param user number of the user and of the group that it runs as
 * @param mainClass where it begins
 * @param options of its JVM
 * @param modules of the JDK that it needs
 * @param jars its class path in order, its own jar first
 * @param training variables for a run without work; empty: no such run is made
 */
record Program(
    String reference,
    int user,
    String mainClass,
    List<String> options,
    List<String> modules,
    List<Path> jars,
    Map<String, String> training) {

  Program {
    options = List.copyOf(options);
    modules = List.copyOf(modules);
    jars = List.copyOf(jars);
    training = Map.copyOf(training);
  }
}
