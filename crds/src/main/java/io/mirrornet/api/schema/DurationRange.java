package io.mirrornet.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The shortest and the longest duration that the API server accepts, both included. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface DurationRange {
  /** In the notation of {@link io.mirrornet.api.GoDuration}. */
  String min();

  /** In the notation of {@link io.mirrornet.api.GoDuration}. */
  String max();
}
