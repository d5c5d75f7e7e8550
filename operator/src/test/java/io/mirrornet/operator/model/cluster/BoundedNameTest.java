package io.mirrornet.operator.model.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedNameTest {

  @Test
  void aNameThatIsShortEnoughStaysAsItIs() {
    assertThat(BoundedName.ifTooLong("ucr-hs-vm-a", 240)).isEqualTo("ucr-hs-vm-a");
  }

  @Test
  void aNameThatIsTooLongIsCutAndToldApartByAHash() {
    String one = BoundedName.ifTooLong("a".repeat(300) + "1", 240);
    String other = BoundedName.ifTooLong("a".repeat(300) + "2", 240);

    assertThat(one).hasSize(240).isNotEqualTo(other);
  }

  @Test
  void aCutBehindADotLeavesAValidName() {
    assertThat(BoundedName.of("abc.-def", "id", 13)).matches("abc-[0-9a-f]{8}");
  }

  @Test
  void theLabelOfALongNamedNetworkFitsAndIsStable() {
    String label = Labels.ofNetwork("n".repeat(100));

    assertThat(label).hasSizeLessThanOrEqualTo(63);
    assertThat(Labels.ofNetwork(label)).isEqualTo(label);
  }
}
