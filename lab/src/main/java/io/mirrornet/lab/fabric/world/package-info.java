/**
 * Small ready-made networks for tests of whatever runs in a guest: a pair of mirror hosts behind a
 * load balancer, with callers inside and outside. Made of the fabric's public parts only.
 */
@NullMarked
package io.mirrornet.lab.fabric.world;

import org.jspecify.annotations.NullMarked;
