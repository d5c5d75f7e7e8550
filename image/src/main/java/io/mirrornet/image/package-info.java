/**
 * Makes a container image of a Java program with nothing but a JDK and {@code tar}: no engine, no
 * base image, no network. In come a list of jars, a main class and the JVM's options; out come the
 * parts in a directory, which a Dockerfile can copy as they are, and an archive that container
 * tools load. The build runs it for the operator and the agent; the lab makes its own small images
 * with the same archive.
 */
@NullMarked
package io.mirrornet.image;

import org.jspecify.annotations.NullMarked;
