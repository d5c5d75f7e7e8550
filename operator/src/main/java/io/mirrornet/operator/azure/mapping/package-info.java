/**
 * From Azure's documents to our values and back, without asking anybody: one class for each
 * resource. A document says less than its description promises (IPv6, resources that are being
 * made, members of other services), so what is absent here is absent there, and only a document
 * without what identifies it is an error.
 */
@NullMarked
package io.mirrornet.operator.azure.mapping;

import org.jspecify.annotations.NullMarked;
