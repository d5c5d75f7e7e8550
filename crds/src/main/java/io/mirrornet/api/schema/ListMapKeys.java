package io.mirrornet.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A list of objects that these fields tell apart ({@code x-kubernetes-list-type: map}): the API
 * server refuses two entries of one key and merges applied lists by key.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface ListMapKeys {
  /** The names of the fields; each is required in an entry or has a default. */
  String[] value();
}
