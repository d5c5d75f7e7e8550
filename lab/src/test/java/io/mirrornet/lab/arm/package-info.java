/** The cloud over https, as the Azure SDK and other clients meet it. */
@NullMarked
package io.mirrornet.lab.arm;

import org.jspecify.annotations.NullMarked;
