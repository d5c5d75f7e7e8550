/**
 * What the three kinds of the API have in common: conditions and their words, durations, the names
 * of a mirror's members. Everybody may enter; the room sees only {@code io.mirrornet.net}.
 * Documents of the API server flow in and out, as values: a list that is absent is an empty list, a
 * field that may be absent is {@code @Nullable}, and nothing here can be changed after it was made.
 *
 * <p>The words of enums are spelled in Java as in a document ({@code VirtualMachineMismatch}), so
 * that one search finds a word in the code, the CRDs, the documentation and a user's terminal.
 */
@NullMarked
package io.mirrornet.api;

import org.jspecify.annotations.NullMarked;
