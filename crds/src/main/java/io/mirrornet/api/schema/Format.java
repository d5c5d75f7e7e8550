package io.mirrornet.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A format of OpenAPI v3 that the API server knows and checks, such as {@code uuid}. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Format {
  /** The format's name. */
  String value();
}
