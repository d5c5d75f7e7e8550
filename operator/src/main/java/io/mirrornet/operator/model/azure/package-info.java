/**
 * Azure's things as values: what the Resource Manager says of a virtual machine, a network
 * interface, a load balancer, in ARM's own words and without its nulls. Everybody may read them;
 * they know nobody but {@code io.mirrornet.net}.
 */
@NullMarked
package io.mirrornet.operator.model.azure;

import org.jspecify.annotations.NullMarked;
