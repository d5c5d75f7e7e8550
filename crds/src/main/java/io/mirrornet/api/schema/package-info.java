/**
 * Annotations for what the CRD generator's own cannot say. The records of the API carry them, the
 * generator in the tests of this module reads them, nothing reads them at run time.
 */
@NullMarked
package io.mirrornet.api.schema;

import org.jspecify.annotations.NullMarked;
