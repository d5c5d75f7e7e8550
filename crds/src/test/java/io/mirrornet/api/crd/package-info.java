/**
 * Makes the CRDs from the records, and fails the build when the checked-in copies differ. It lives
 * with the tests because nothing needs it at run time: what ships are the files in {@code crds/}.
 */
@NullMarked
package io.mirrornet.api.crd;

import org.jspecify.annotations.NullMarked;
