package io.mirrornet.lab.cloud;

import java.util.Locale;

/** The power states of a machine, as {@code PowerState/...} in its instance view. */
public enum PowerState {
  STARTING,
  RUNNING,
  STOPPING,
  STOPPED,
  DEALLOCATING,
  DEALLOCATED;

  /** The word after {@code PowerState/}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
