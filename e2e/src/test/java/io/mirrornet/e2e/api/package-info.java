/**
 * The API as a user and an intruder meet it: the shipped CRDs and policies on a real API server. In
 * come the shipped files; nothing here calls our own code but the records that it writes as JSON.
 */
@NullMarked
package io.mirrornet.e2e.api;

import org.jspecify.annotations.NullMarked;
