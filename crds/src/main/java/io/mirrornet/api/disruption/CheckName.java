package io.mirrornet.api.disruption;

/**
 * What is looked at before a host is taken down. Each value has an entry in docs/checks.md with its
 * remedy. A failed check blocks; an unknown one blocks unless an approver acknowledged its name.
 */
public enum CheckName {
  /** The virtual machine is the one that was proposed: vmId is the node's systemUUID. */
  SameVirtualMachine,
  /** No member on the host is primary. */
  HoldsNoPrimary,
  /** Each mirror of the host has a primary on another host, and it answers. */
  PrimaryHealthyElsewhere,
  /** Each backup that would be left as the only one could take over, and lacks no database. */
  BackupActive,
  /** Each mirror's arbiter answers, so that the members that stay up can still fail over. */
  ArbiterReachable,
  /** The spec declares which instances the host holds. */
  InstancesDeclared,
  /** Each declared instance on the host is stopped, or the operating system stops it. */
  InstancesStopped,
  /** Each other host of the same frontends, mirrors and arbiters is up. */
  OtherHostsUp,
  /** The host's pods can be evicted within the time for draining. */
  DrainPossible,
  /** Azure may have no room to start the machine again; always at least Unknown without proof. */
  CapacityRisk,
  /** No public address is lost by deallocating. */
  PublicAddressKept,
  /** The machine can be started again: the permission is there, and names resolve without it. */
  PathToStart,
  /** The host is no node of the control plane. */
  NotControlPlane,
  /** The operator does not run on the host. */
  NotOurOwnNode,
  /** Neither AKS nor Cluster API manages the machine. */
  NotManagedElsewhere,
  /** The machine's size allows one interface more. */
  SecondNicAllowed,
  /** The operating system's disk is no ephemeral one; what local disks hold is named. */
  DisksSurvive
}
