/**
 * The commands {@code lab/*}. The launchers beside this module's sources prepare namespaces and
 * start {@link io.mirrornet.lab.command.Main} in them or outside of them; arguments flow in, lines
 * for people and an exit status flow out. Commands outside talk to the one that holds the lab by a
 * Unix socket, one JSON document a line.
 */
@NullMarked
package io.mirrornet.lab.command;

import org.jspecify.annotations.NullMarked;
