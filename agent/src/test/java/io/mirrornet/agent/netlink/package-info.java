@NullMarked
package io.mirrornet.agent.netlink;

import org.jspecify.annotations.NullMarked;
