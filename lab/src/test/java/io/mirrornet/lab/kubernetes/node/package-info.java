@NullMarked
package io.mirrornet.lab.kubernetes.node;

import org.jspecify.annotations.NullMarked;
