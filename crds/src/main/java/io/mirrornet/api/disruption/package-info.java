/**
 * One attempt to take a host down and bring it back: proposal, approval, durable record and audit
 * trail. The operator proposes and records, a person approves or abandons; facts once written stay.
 */
@NullMarked
package io.mirrornet.api.disruption;

import org.jspecify.annotations.NullMarked;
