/**
 * How far the second NIC of a host has come, and what is to be done next about it. Pure: a host and
 * a look at Azure flow in, one {@link io.mirrornet.operator.plan.provision.Provision} flows out.
 */
@NullMarked
package io.mirrornet.operator.plan.provision;

import org.jspecify.annotations.NullMarked;
