/**
 * The programs that the lab runs and how it runs them. Nothing is installed on the machine: what is
 * not there already comes into a cache of the user, {@code $XDG_CACHE_HOME/mirrornet} or {@code
 * ~/.cache/mirrornet}, which may be deleted at any time.
 *
 * <p>In come the name of a {@link io.mirrornet.lab.programs.Program} and the environment; out go
 * paths that can be executed as they are, and child processes that never outlive this JVM. Go
 * programs are built from the module proxy, others are unpacked from the distribution's packages.
 * Only this package reads and writes the cache.
 */
@NullMarked
package io.mirrornet.lab.programs;

import org.jspecify.annotations.NullMarked;
