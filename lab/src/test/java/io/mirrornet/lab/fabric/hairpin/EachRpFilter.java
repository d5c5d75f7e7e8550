package io.mirrornet.lab.fabric.hairpin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test for each setting of the guests' reverse path filter: off, strict, loose. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "rp_filter {0}")
@ValueSource(ints = {0, 1, 2})
@interface EachRpFilter {}
