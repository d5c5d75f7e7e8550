package io.mirrornet.operator.kubernetes;

import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.RequiresPrograms;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Tests with a parameter {@link TestCluster}: one API server, shared by all of them. */
@RequiresPrograms({Program.ETCD, Program.KUBE_APISERVER, Program.KUBECTL})
@ExtendWith(OnCluster.Shared.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnCluster {

  /**
   * Starts it for the first test that wants it; it ends with the run. Each test leaves it without
   * objects of ours.
   */
  final class Shared implements ParameterResolver, AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext context) {
      cluster(context).clear();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return cluster(context);
    }

    private static TestCluster cluster(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(TestCluster.class, _ -> TestCluster.start(), TestCluster.class);
    }
  }
}
