@NullMarked
package io.mirrornet.operator.azure.connection;

import org.jspecify.annotations.NullMarked;
