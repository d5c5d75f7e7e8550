@NullMarked
package io.mirrornet.lab.pki;

import org.jspecify.annotations.NullMarked;
