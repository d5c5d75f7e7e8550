package io.mirrornet.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.local.Lab.Happening;
import io.mirrornet.lab.local.Lab.MemberState;
import io.mirrornet.lab.local.Lab.MirrorState;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.scenario.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A story in which one thing went wrong has not come true. */
class VerdictTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Row WORKS =
      new Row("hs-vm-a", "ilb-hs/registry", 1972, 20, 20, "hs-vm-b/REGB", "10.2.1.14");
  private static final Row FAILS = new Row("hs-vm-a", "ilb-hs/registry", 1972, 20, 19, "", "");

  @Test
  void aStoryInWhichAllIsWellHasComeTrue() {
    assertThat(new World().violations()).isEmpty();
  }

  @Test
  void oneCallThatDoesNotArriveAfterwardsIsOneTooMany() {
    World world = new World();
    world.after = List.of(FAILS);
    assertThat(world.violations())
        .containsExactly("after: 19 of 20 calls from hs-vm-a to ilb-hs/registry port 1972 arrive");
  }

  @Test
  void aSessionThatADeallocationCutIsTold() {
    World world = new World();
    world.happenings = List.of(new Happening.Deallocated(NOON, "hs-vm-b", 3, List.of()));
    assertThat(world.violations())
        .containsExactly("3 sessions were cut when hs-vm-b was deallocated");
  }

  @Test
  void anInstanceThatStillRanIsTold() {
    World world = new World();
    world.happenings = List.of(new Happening.Deallocated(NOON, "hs-vm-b", 0, List.of("REGB")));
    assertThat(world.violations()).containsExactly("REGB still ran when hs-vm-b was deallocated");
  }

  @Test
  void aMachineThatIsLeftDeallocatedIsTold() {
    World world = new World();
    world.power = Map.of("hs-vm-a", "running", "hs-vm-b", "deallocated");
    assertThat(world.violations()).containsExactly("hs-vm-b is deallocated");
  }

  @Test
  void anInstanceThatIsLeftDownAndAMirrorWithoutPrimaryAreTold() {
    World world = new World();
    world.mirrors =
        List.of(
            new MirrorState(
                "REGISTRY",
                Optional.empty(),
                List.of(new MemberState("hs-vm-a", "REGA", "Down", false, false))));
    assertThat(world.violations())
        .containsExactly("mirror REGISTRY has no primary", "REGA is down on hs-vm-a");
  }

  @Test
  void anEndThatWasNotReachedIsTold() {
    World world = new World();
    world.settled = false;
    assertThat(world.violations()).containsExactly("no end before the deadline: last words");
  }

  @Test
  void aHostThatIsStillCordonedIsTold() {
    World world = new World();
    world.cordoned = Set.of("hs-vm-a");
    assertThat(world.violations()).containsExactly("hs-vm-a is still cordoned");
  }

  @Test
  void aPersonsCordonHasToStay() {
    World world = new World();
    world.replace("address: 10.2.1.5}", "address: 10.2.1.5, cordoned: true}");
    assertThat(world.violations())
        .containsExactly("a person had cordoned hs-vm-b, and it is not any more");
  }

  @Test
  void aHostThatIsRefusedUnexpectedlyIsTold() {
    World world = new World();
    world.hosts = List.of(new NetworkView.Host("hs-vm-b", "Refused", "NotAuthorized", "denied"));
    assertThat(world.violations()).containsExactly("hs-vm-b is refused (NotAuthorized): denied");
  }

  @Test
  void aHostThatHasToBeRefusedMustBeSoForItsReason() {
    World world = new World();
    world.replace("address: 10.2.1.5}", "address: 10.2.1.5, ephemeralDisk: true}");
    world.hosts = List.of(new NetworkView.Host("hs-vm-b", "Refused", "EphemeralOsDisk", ""));
    assertThat(world.violations()).isEmpty();

    world.hosts = List.of(new NetworkView.Host("hs-vm-b", "Refused", "SubnetFull", ""));
    assertThat(world.violations()).containsExactly("hs-vm-b is not refused as EphemeralOsDisk");
  }

  @Test
  void aHostThatHasToBeRefusedMustNotBeTakenDown() {
    World world = new World();
    world.replace("address: 10.2.1.5}", "address: 10.2.1.5, controlPlane: true}");
    world.hosts = List.of(new NetworkView.Host("hs-vm-b", "Refused", "ControlPlaneNode", ""));
    world.happenings = List.of(new Happening.Deallocated(NOON, "hs-vm-b", 0, List.of()));
    assertThat(world.violations())
        .containsExactly("hs-vm-b was deallocated, and must not be touched");
  }

  @Test
  void aRefusedHostIsExcusedOnlyForAPrimaryOfItsOwn() {
    World world = new World();
    world.replace("address: 10.2.1.4}", "address: 10.2.1.4, controlPlane: true}");
    world.hosts = List.of(new NetworkView.Host("hs-vm-a", "Refused", "ControlPlaneNode", ""));
    world.after = List.of(FAILS);
    assertThat(world.violations()).isEmpty();

    world.mirrors = primaryOn("hs-vm-b");
    assertThat(world.violations()).hasSize(1);
  }

  @Test
  void whileTheOperatorOnlyObservesNothingGetsBetterAndNothingIsTouched() {
    World world = new World();
    world.replace("network: {}", "network: {mode: Observe}");
    world.before = List.of(FAILS);
    world.after = List.of(FAILS);
    assertThat(world.violations()).isEmpty();

    world.before = List.of(WORKS);
    assertThat(world.violations()).hasSize(1);
  }

  private static List<MirrorState> primaryOn(String host) {
    return List.of(
        new MirrorState(
            "REGISTRY",
            Optional.of(host),
            List.of(new MemberState(host, "REG", "Primary", true, false))));
  }

  /** What the verdict looks at; well, unless a test says otherwise. */
  private static final class World {
    private Scenario scenario = pair("faults: []", "faults: []");
    private boolean settled = true;
    private List<NetworkView.Host> hosts = List.of();
    private List<Row> before = List.of(FAILS);
    private List<Row> after = List.of(WORKS);
    private List<Happening> happenings = List.of();
    private List<MirrorState> mirrors = primaryOn("hs-vm-a");
    private Map<String, String> power = Map.of("hs-vm-a", "running", "hs-vm-b", "running");
    private Set<String> cordoned = Set.of();

    private void replace(String text, String replacement) {
      scenario = pair(text, replacement);
    }

    private static Scenario pair(String text, String replacement) {
      try {
        return ScenarioReader.parse(
            "pair.yaml",
            Files.readString(Path.of("scenarios/pair.yaml")).replace(text, replacement));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private List<String> violations() {
      return new Verdict(
              scenario,
              Expectation.of(scenario),
              settled,
              "last words",
              new NetworkView(true, List.of(), hosts, List.of()),
              before,
              after,
              happenings,
              mirrors,
              power,
              cordoned)
          .violations();
    }
  }
}
