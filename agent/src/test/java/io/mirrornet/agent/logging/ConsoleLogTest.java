package io.mirrornet.agent.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ConsoleLogTest {

  @Test
  void logbackFindsItAndLeavesANamedFileItsPlace() {
    Configurator found =
        ServiceLoader.load(Configurator.class).stream()
            .filter(provider -> provider.type().equals(ConsoleLog.class))
            .findFirst()
            .orElseThrow()
            .get();

    // The build names a file for its tests.
    assertThat(System.getProperties()).containsKey("logback.configurationFile");
    assertThat(found.configure(new LoggerContext()))
        .isEqualTo(Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY);
  }
}
