/** What the chart's checks say, without an API server. */
@NullMarked
package io.mirrornet.operator.installation;

import org.jspecify.annotations.NullMarked;
