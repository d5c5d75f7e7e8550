/**
 * What the agent of each host is to program and to look at: the spec of its MirrorHostRoute. Pure.
 * A destination enters when it is discovered or declared, and leaves only when two complete looks
 * at Azure agree that it is gone.
 */
@NullMarked
package io.mirrornet.operator.plan.route;

import org.jspecify.annotations.NullMarked;
