package io.mirrornet.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.story.NetworkView.Condition;
import io.mirrornet.lab.story.NetworkView.Host;
import io.mirrornet.lab.story.NetworkView.Planned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeWatchTest {

  private static final Planned FIRST = new Planned("Waiting", "hs-vm-a", "attach", "an approval");
  private static final Host HOST = new Host("hs-vm-a", "AttachPending", "Progressing", "");

  private final ChangeWatch watch = new ChangeWatch();

  @Test
  void conditionsThatSayTheSameShareALine() {
    assertThat(
            watch.changes(
                scene(
                    List.of(
                        new Condition("Ready", "False", "Progressing", "hs-vm-a is down"),
                        new Condition(
                            "InterfacesAttached", "False", "Progressing", "hs-vm-a is down"),
                        new Condition("Stalled", "False", "NothingToDo", "all is well")),
                    List.of())))
        .containsExactly(
            "Ready, InterfacesAttached=False  Progressing: hs-vm-a is down",
            "Stalled=False  NothingToDo: all is well",
            "host hs-vm-a: AttachPending Progressing");
  }

  @Test
  void nothingNewIsNotTold() {
    watch.changes(scene(List.of(), List.of(FIRST)));

    assertThat(watch.changes(scene(List.of(), List.of(FIRST)))).isEmpty();
  }

  @Test
  void aStepThatWaitsForSomethingElseIsNotToldAgain() {
    watch.changes(scene(List.of(), List.of(FIRST)));

    assertThat(
            watch.changes(
                scene(
                    List.of(),
                    List.of(
                        new Planned("Waiting", "hs-vm-a", "attach", "evidence"),
                        new Planned("Later", "hs-vm-b", "attach", "its turn")))))
        .containsExactly("plan: Later hs-vm-b: attach; its turn");
  }

  private static Scene scene(List<Condition> conditions, List<Planned> plan) {
    return new Scene(
        Instant.EPOCH,
        new NetworkView(true, conditions, List.of(HOST), plan),
        List.of(),
        List.of(),
        Map.of());
  }
}
