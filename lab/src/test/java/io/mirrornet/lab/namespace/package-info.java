@NullMarked
package io.mirrornet.lab.namespace;

import org.jspecify.annotations.NullMarked;
