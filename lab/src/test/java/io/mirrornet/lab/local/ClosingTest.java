package io.mirrornet.lab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

  private final List<String> ended = new ArrayList<>();
  private final Closing closing = new Closing();

  @Test
  void whatWasMadeLastEndsFirstAndOnce() {
    closing.first(() -> ended.add("network"));
    closing.first(() -> ended.add("machine"));

    closing.close();
    closing.close();

    assertThat(ended).containsExactly("machine", "network");
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthers() {
    closing.first(() -> ended.add("network"));
    closing.first(() -> {
      throw new IllegalStateException("stuck");
    });

    assertThatThrownBy(closing::close).hasSuppressedException(new IllegalStateException("stuck"));

    assertThat(ended).containsExactly("network");
  }

  @Test
  void whatIsMadeAfterTheEndEndsAtOnce() {
    closing.close();

    assertThatThrownBy(() -> closing.first(() -> ended.add("late")))
        .isInstanceOf(IllegalStateException.class);

    assertThat(ended).containsExactly("late");
  }
}
