/**
 * Which virtual machine a node is. A pure function of the node, the object's word and what ARM
 * says; nothing further in asks again. A VM that does not prove to be the node's own is refused
 * here, so no later step can touch it.
 */
@NullMarked
package io.mirrornet.operator.plan.identity;

import org.jspecify.annotations.NullMarked;
