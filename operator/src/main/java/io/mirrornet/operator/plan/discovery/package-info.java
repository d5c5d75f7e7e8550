/**
 * Which addresses of which load balancers lead to which hosts. A pure function from ARM's things:
 * host -> primary NIC -> pools that hold it (by NIC or by address) -> rules -> frontends. Load
 * balancers and hosts flow in, {@link io.mirrornet.operator.plan.discovery.Frontend}s flow out,
 * each with a word on whether a route leads to it, and if not, why.
 */
@NullMarked
package io.mirrornet.operator.plan.discovery;

import org.jspecify.annotations.NullMarked;
