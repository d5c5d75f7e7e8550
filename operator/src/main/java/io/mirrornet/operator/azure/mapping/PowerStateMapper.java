package io.mirrornet.operator.azure.mapping;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInstanceViewInner;
import com.azure.resourcemanager.compute.models.InstanceViewStatus;
import io.mirrornet.operator.model.azure.PowerState;
import java.util.Objects;

/** The status {@code PowerState/...} of an instance view. */
public final class PowerStateMapper {

  private static final String PREFIX = "PowerState/";

  private PowerStateMapper() {}

  /** The power state; {@link PowerState#UNKNOWN} if the view does not tell. */
  public static PowerState map(VirtualMachineInstanceViewInner view) {
    return References.each(view.statuses())
        .map(InstanceViewStatus::code)
        .filter(Objects::nonNull)
        .filter(code -> code.regionMatches(true, 0, PREFIX, 0, PREFIX.length()))
        .findFirst()
        .map(PowerState::ofCode)
        .orElse(PowerState.UNKNOWN);
  }
}
