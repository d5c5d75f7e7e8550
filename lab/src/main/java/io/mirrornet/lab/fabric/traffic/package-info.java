/**
 * Callers and called of the lab's networks: a server that says who it is, and a client that tells
 * how a connection ended. Their sockets belong to the network namespace that they are opened in;
 * their waiting is done by virtual threads outside.
 */
@NullMarked
package io.mirrornet.lab.fabric.traffic;

import org.jspecify.annotations.NullMarked;
