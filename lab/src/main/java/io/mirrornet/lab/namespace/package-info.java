/**
 * Network namespaces of the kernel as objects. A namespace lives as long as its thread in this JVM
 * and leaves nothing behind, however the JVM ends: no name below /run/netns, no helper process.
 */
@NullMarked
package io.mirrornet.lab.namespace;

import org.jspecify.annotations.NullMarked;
