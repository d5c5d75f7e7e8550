package io.mirrornet.operator.azure.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.operator.azure.mapping.GrantedActions.Role;
import io.mirrornet.operator.model.azure.VmPermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Azure RBAC's arithmetic. */
class GrantedActionsTest {

  private static final String START = "Microsoft.Compute/virtualMachines/start/action";

  @Test
  void aStarStandsForAnythingAndCaseDoesNotMatter() {
    assertThat(missing(new Role(List.of("*"), List.of()))).isEmpty();
    assertThat(missing(new Role(List.of("microsoft.compute/VIRTUALMACHINES/*"), List.of())))
        .isEmpty();
    assertThat(missing(new Role(List.of("Microsoft.Compute/*/action", "*/read"), List.of())))
        .containsExactly("Microsoft.Compute/virtualMachines/write");
  }

  @Test
  void whatOneRoleLeavesOutAnotherMayGive() {
    Role contributor = new Role(List.of("*"), List.of("*/start/action"));

    assertThat(missing(contributor)).containsExactly(START);
    assertThat(missing(contributor, new Role(List.of(START), List.of()))).isEmpty();
  }

  @Test
  void aDotIsADot() {
    assertThat(missing(new Role(List.of("MicrosoftXCompute/*"), List.of()))).hasSize(4);
  }

  @Test
  void withoutARoleEverythingIsMissing() {
    assertThat(missing()).hasSize(4).contains(START);
  }

  private static List<String> missing(Role... roles) {
    return GrantedActions.of(VmPermissions.NEEDED, List.of(roles)).missing();
  }
}
