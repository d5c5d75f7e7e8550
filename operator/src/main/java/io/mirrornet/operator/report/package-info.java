/**
 * Says how things stand: a network's survey and plan flow in, its status flows out. Pure. A
 * condition that is not True has a reason and a sentence with the next step; nothing in a status
 * changes unless what it says has changed.
 */
@NullMarked
package io.mirrornet.operator.report;

import org.jspecify.annotations.NullMarked;
