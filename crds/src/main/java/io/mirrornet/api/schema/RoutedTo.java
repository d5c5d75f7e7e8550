package io.mirrornet.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An IPv4 address, or a map of them, that a packet of ours is to be sent to: the API server refuses
 * one inside a {@link io.mirrornet.net.ProtectedRange}.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface RoutedTo {}
