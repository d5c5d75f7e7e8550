package io.mirrornet.api.disruption;

/** What is done in a disruption, in order. */
public enum StepName {
  /** A person approved. */
  Approve,
  /** A person took the approval back. */
  TakeApprovalBack,
  /** The baseline was written, and the attempt opened. */
  Open,
  /** The node is closed for new pods. */
  Cordon,
  /** Its pods are evicted. */
  Drain,
  /** The virtual machine is deallocated. */
  Deallocate,
  /** The interface is attached. */
  Attach,
  /** The virtual machine is started. */
  Start,
  /** The node and its agent are ready, with the same addresses and another bootID. */
  AwaitNode,
  /** Each instance is at least what it was. */
  AwaitMembers,
  /** Nothing changes for the better or worse for a while. */
  Soak,
  /** The node is open for pods again. */
  Uncordon,
  /** A person took the host over. */
  Abandon
}
