package io.mirrornet.operator.model.azure;

import java.util.Locale;

/**
 * The power state of a VM, which only its instance view carries (code {@code PowerState/running}
 * and so on).
 */
public enum PowerState {
  STARTING,
  RUNNING,
  STOPPING,
  /** Powered off, but still allocated: its NICs cannot be changed. */
  STOPPED,
  DEALLOCATING,
  DEALLOCATED,
  /** The instance view says nothing, or something new. Never taken for any other state. */
  UNKNOWN;

  /** Reads a status code of an instance view. */
  public static PowerState ofCode(String code) {
    for (PowerState state : values()) {
      if (code.equalsIgnoreCase("PowerState/" + state.name().toLowerCase(Locale.ROOT))) {
        return state;
      }
    }
    return UNKNOWN;
  }
}
