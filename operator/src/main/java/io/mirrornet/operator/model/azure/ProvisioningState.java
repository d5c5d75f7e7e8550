package io.mirrornet.operator.model.azure;

/** Where the last write to a resource stands. */
public enum ProvisioningState {
  CREATING,
  UPDATING,
  DELETING,
  SUCCEEDED,
  FAILED,
  CANCELED,
  /** Another word than the published ones. */
  OTHER;

  /** Whether ARM is done with it, one way or the other. */
  public boolean isTerminal() {
    return switch (this) {
      case SUCCEEDED, FAILED, CANCELED -> true;
      case CREATING, UPDATING, DELETING, OTHER -> false;
    };
  }
}
