package io.mirrornet.lab.namespace;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Tests that make network namespaces: run as root on Linux, skipped with a reason elsewhere. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "io.mirrornet.lab.namespace.RequiresRoot$Check#holds",
    disabledReason = "makes network namespaces: needs root on Linux; run: sudo ./test")
public @interface RequiresRoot {

  /** Whether this JVM may make namespaces. */
  final class Check {
    private Check() {}

    static boolean holds() {
      return System.getProperty("os.name").equals("Linux")
          && System.getProperty("user.name").equals("root");
    }
  }
}
