/**
 * A virtual network with internal load balancers, made of the kernel's own parts: a namespace that
 * switches, a veth pair per network interface, nftables rules that rewrite destinations.
 *
 * <p>{@link io.mirrornet.lab.fabric.Fabric} takes values in ARM's words (subnets, network
 * interfaces, load balancing rules) and turns them into routes and a ruleset; {@link
 * io.mirrornet.lab.fabric.VirtualMachine} and {@link io.mirrornet.lab.fabric.Pod} are the guests.
 * It knows nothing of ARM's documents, of Kubernetes or of the product: who has those translates.
 *
 * <p>What it models: delivery by address, anti-spoofing, health probes, translation without change
 * of the source, floating IP, silence for what nobody answers. What it does not: security groups,
 * bandwidth and delay, idle timeouts, SNAT to the outside, UDP rules and HA ports, HTTPS probes.
 */
@NullMarked
package io.mirrornet.lab.fabric;

import org.jspecify.annotations.NullMarked;
