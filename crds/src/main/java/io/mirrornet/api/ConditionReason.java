package io.mirrornet.api;

/**
 * Why a condition is as it is, in one word. Each value has an entry in docs/reasons.md with its
 * remedy; the first sentence here is its meaning.
 */
public enum ConditionReason {
  // That which holds.

  /** It is as it should be. */
  AsExpected,
  /** The operator is at work; nothing is asked of anybody. */
  Progressing,
  /** There is nothing to do for this aspect, such as no frontend that wants a route. */
  NothingToDo,

  // Who is waited for.

  /** A disruption is proposed, and a person has to approve it. */
  WaitingForApproval,
  /** A host holds a primary, and the database administrator has to move it to its partner. */
  WaitingForFailover,
  /** A host is cordoned, and a person has to stop the instances on it. */
  WaitingForInstancesStopped,
  /** Instances have to be started by a person after their host came back. */
  WaitingForInstancesStarted,
  /** A backup has to catch up before anything else may go on. */
  WaitingForBackup,
  /** Another host is down by our hand; one is down at a time. */
  WaitingForTurn,
  /** Too little is known of a host's mirrors to go on: an agent or an instance does not answer. */
  WaitingForEvidence,
  /** The approval's notBefore is not reached yet. */
  WaitingForStartOfApproval,
  /** spec.paused is true. */
  Paused,
  /** spec.mode is Observe. */
  Observing,
  /** A check of a disruption fails; the disruption's status names it. */
  CheckFailed,
  /** A disruption was handed to a person by spec.abandon. */
  DisruptionAbandoned,
  /** Azure has no room to start a virtual machine again; the start is tried for ever. */
  CapacityMissing,

  // The spec does not fit the world.

  /** No node matches spec.hosts. */
  NoHostFound,
  /** A node named in the spec does not exist. */
  HostNotFound,
  /** A host is already served by an older network. */
  HostOfAnotherNetwork,
  /** A frontend, load balancer or subnet named in the spec does not exist, or is not private. */
  ReferenceNotFound,
  /** A name in the spec fits more than one frontend. */
  FrontendAmbiguous,
  /** No probe and no entry in the spec tells what kind of service a frontend is. */
  FrontendKindUnknown,
  /** No private frontend was found whose pool holds a host. */
  NoFrontendFound,
  /** A destination lies in a range that no route may lead to. */
  DestinationProtected,
  /** A rule of the load balancer uses floating IP: the address lives on the guest's loopback. */
  FloatingIp,
  /** A rule of the load balancer carries UDP only; no connection can be made to prove it. */
  UdpOnly,
  /** A rule of the load balancer carries all ports; none of them is a port to be probed. */
  HaPorts,
  /** A frontend belongs to a Kubernetes Service or to the API server. */
  ClusterFrontend,

  // Why a host is refused.

  /** The node's virtual machine was not found in Azure. */
  VirtualMachineNotFound,
  /** The virtual machine's vmId is not the node's systemUUID: another machine under that name. */
  VirtualMachineMismatch,
  /** The host runs Windows, which the agent does not speak yet. */
  WindowsHost,
  /** The host is an instance of a scale set in Uniform mode, which owns its interfaces. */
  ScaleSetUniform,
  /** The virtual machine is managed by AKS or Cluster API, which would undo or delete our work. */
  ManagedElsewhere,
  /** The operating system's disk is ephemeral: deallocating would destroy the host. */
  EphemeralOsDisk,
  /** The size of the virtual machine allows no second interface, or nobody could tell. */
  SecondInterfaceNotAllowed,
  /** The chosen subnet is in another virtual network than the primary interface. */
  OtherVirtualNetwork,
  /** The host is a node of the control plane. */
  ControlPlaneNode,
  /** The operator itself runs on the host and has nowhere else to go. */
  OperatorsOwnNode,
  /** The host has a dynamic public address, which deallocating would lose. */
  PublicAddressWouldBeLost,

  // Azure.

  /** The subnet has no free address. */
  SubnetFull,
  /** The wished address is taken or outside the subnet. */
  AddressNotAvailable,
  /** Azure denies the identity of the operator a permission; the message names it. */
  NotAuthorized,
  /** The credentials are refused or absent. */
  CredentialsRefused,
  /** Azure asks us to wait. */
  AzureThrottled,
  /** Azure does not answer. */
  AzureUnreachable,
  /** An operation in Azure failed; the message has its code and correlation id. */
  AzureOperationFailed,
  /** A resource of ours was changed or removed by somebody else. */
  ChangedElsewhere,

  // The cluster.

  /** The API server refuses a write of the operator: a right lacks, or a policy denies it. */
  WriteRefused,

  /** The operator itself fails at this network: a defect. Others go on. */
  InternalError,

  // The agents and the guests.

  /** No agent runs on the host. */
  AgentMissing,
  /** The agent has not read its newest host route. */
  AgentBehind,
  /** The node is not Ready. */
  NodeNotReady,
  /** The second interface is not there in the guest, or has no link. */
  InterfaceNotFound,
  /** The second interface has not got its address, and the kernel refused to add it. */
  InterfaceAddressMissing,
  /** The kernel refused a route or a rule; the message has its error. */
  KernelRefused,
  /** Routes and rules are being written. */
  RoutesPending,
  /** Calls from the second address are refused where those from the first are not. */
  SecondAddressRefused,
  /** No answer came back on the local path: a firewall of the host may drop it. */
  LocalPathSilent,
  /** A frontend does not answer. */
  FrontendUnreachable,
  /** No backend of a frontend is healthy; the mirror has no primary. Shown, and not ours. */
  BackendDown,
  /** A frontend has no port that may be probed: routed, not verified. */
  NotVerified,
  /** Not looked at yet. */
  NotObserved,
  /** The object is being deleted, and what was programmed is being removed. */
  Removing
}
