package io.mirrornet.operator.azure.mapping;

import io.mirrornet.operator.model.azure.ProvisioningState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code properties.provisioningState} of any resource. */
final class ProvisioningStates {

  private ProvisioningStates() {}

  static ProvisioningState of(@Nullable Object word) {
    String text = Optional.ofNullable(word).map(Object::toString).orElse("");
    for (ProvisioningState state : ProvisioningState.values()) {
      if (state.name().equalsIgnoreCase(text)) {
        return state;
      }
    }
    return ProvisioningState.OTHER;
  }
}
