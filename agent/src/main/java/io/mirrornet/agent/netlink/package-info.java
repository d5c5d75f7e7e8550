/**
 * rtnetlink(7): links, IPv4 addresses, routes and rules of the network namespace that this process
 * runs in. {@link io.mirrornet.agent.netlink.Rtnetlink} asks and changes, {@link
 * io.mirrornet.agent.netlink.RtnetlinkEvents} listens; both speak in plain records. How these look
 * on the wire is settled by pure codecs, one for each kind of message. Numbers are the kernel's,
 * each constant names its header.
 */
@NullMarked
package io.mirrornet.agent.netlink;

import org.jspecify.annotations.NullMarked;
