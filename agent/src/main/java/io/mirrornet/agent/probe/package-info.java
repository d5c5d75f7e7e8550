/**
 * Finds out by trying: whether a virtual address is reached from the one address and from the
 * other, whether a packet finds its way out by the second interface and back, what role an instance
 * of IRIS has. Trying is behind {@link io.mirrornet.agent.probe.Connector} and {@link
 * io.mirrornet.agent.probe.PageReader}; what follows from the outcome is pure: {@link
 * io.mirrornet.agent.probe.Admission}, {@link io.mirrornet.agent.probe.LocalProof}, {@link
 * io.mirrornet.agent.probe.MemberReading}.
 */
@NullMarked
package io.mirrornet.agent.probe;

import org.jspecify.annotations.NullMarked;
