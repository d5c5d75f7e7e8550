/**
 * The door to Azure: {@link io.mirrornet.operator.port.Cloud} on the Azure SDK's clients. The only
 * room that may see {@code com.azure}. Questions and changes of the port go in, each becomes one
 * request, and what comes of it (documents, operations, refusals, no answer at all) goes out as a
 * value.
 */
@NullMarked
package io.mirrornet.operator.azure;

import org.jspecify.annotations.NullMarked;
