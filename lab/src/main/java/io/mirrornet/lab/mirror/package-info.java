/**
 * Stand-ins for InterSystems mirrors, reduced to the behaviour that decides whether a host may be
 * taken down: who is primary, which backup could take over, and when nobody can. Pure: time is
 * handed in, nothing is opened or started; the lab and the simulations put sockets or oracles
 * around it.
 *
 * <p>Facts from the InterSystems High Availability Guide (mirroring: automatic failover, mirror
 * member status) as far as it is published; nothing here is a test of IRIS.
 */
@NullMarked
package io.mirrornet.lab.mirror;

import org.jspecify.annotations.NullMarked;
