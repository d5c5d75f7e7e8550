package io.mirrornet.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mirrornet.api.disruption.Abandonment;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.InterfaceChange;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.operator.model.cluster.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemainsTest {

  @Test
  void nothingIsInTheWayOfAnUninstallationWithoutNetworks() {
    assertThat(Remains.of(List.of(), List.of()).objection()).isEmpty();
  }

  @Test
  void aNetworkIsInTheWayAndTheCommandThatDeletesItIsSaid() {
    assertThat(Remains.of(List.of(network("ucr")), List.of()).objection())
        .hasValueSatisfying(words ->
            assertThat(words)
                .contains("a network is still there", "healthshare/ucr")
                .contains("kubectl -n healthshare delete hsmn ucr"));
  }

  @ParameterizedTest
  @EnumSource(names = {"Open", "Restoring"})
  void anOpenDisruptionIsInTheWayBeforeAnythingElse(DisruptionPhase phase) {
    assertThat(Remains.of(List.of(network("ucr")), List.of(disruption(phase, false))).objection())
        .hasValueSatisfying(words ->
            assertThat(words).contains("a disruption is open", "healthshare/hd-1", "spec.abandon"));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"Open", "Restoring"})
  void aDisruptionThatIsOverOrNotBegunIsNotInTheWay(DisruptionPhase phase) {
    assertThat(Remains.of(List.of(), List.of(disruption(phase, false))).objection()).isEmpty();
  }

  @Test
  void aDisruptionWhoseHostAPersonTookOverIsNotInTheWay() {
    assertThat(Remains.of(List.of(), List.of(disruption(DisruptionPhase.Open, true))).objection())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"Open", "Restoring"})
  void aDisruptionThatCarriesOurFinalizerIsInTheWayUntilTheOperatorLetsItGo(DisruptionPhase phase) {
    HostDisruption held = disruption(phase, false);
    held.getMetadata().setFinalizers(List.of(Labels.FINALIZER));

    assertThat(Remains.of(List.of(), List.of(held)).objection())
        .hasValueSatisfying(words ->
            assertThat(words)
                .contains("has not let go of healthshare/hd-1")
                .contains("kubectl -n healthshare patch hd hd-1 --type=merge"));
  }

  @Test
  void aTakenOverHostsRecordIsInTheWayWhileItCarriesOurFinalizer() {
    HostDisruption held = disruption(DisruptionPhase.Open, true);
    held.getMetadata().setFinalizers(List.of(Labels.FINALIZER));

    assertThat(Remains.of(List.of(), List.of(held)).objection()).isPresent();
  }

  @Test
  void theFinalizerOfAnotherIsNotInTheWay() {
    HostDisruption theirs = disruption(DisruptionPhase.Approved, false);
    theirs.getMetadata().setFinalizers(List.of("example.com/theirs"));

    assertThat(Remains.of(List.of(), List.of(theirs)).objection()).isEmpty();
  }

  @Test
  void aDisruptionThatNobodyLookedAtYetIsNotInTheWay() {
    assertThat(Remains.of(List.of(), List.of(disruption(null, false))).objection()).isEmpty();
  }

  private static HealthShareMirrorNetwork network(String name) {
    HealthShareMirrorNetwork network = new HealthShareMirrorNetwork();
    network.setMetadata(metadata(name));
    return network;
  }

  private static HostDisruption disruption(@Nullable DisruptionPhase phase, boolean abandoned) {
    HostDisruption disruption = new HostDisruption();
    disruption.setMetadata(metadata("hd-1"));
    disruption.setSpec(
        new HostDisruptionSpec(
            "ucr",
            "hs-vm-a",
            "uid",
            "vm-id",
            "/subscriptions/s",
            new InterfaceChange(List.of("nic-1"), List.of("nic-1", "nic-2")),
            null,
            abandoned ? new Abandonment("jane", "for a test") : null));
    if (phase != null) {
      disruption.setStatus(new HostDisruptionStatus(1L, phase, null, List.of(), null, List.of()));
    }
    return disruption;
  }

  private static ObjectMeta metadata(String name) {
    return new ObjectMetaBuilder().withNamespace("healthshare").withName(name).build();
  }
}
