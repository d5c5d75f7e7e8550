package io.mirrornet.operator.report;

import io.mirrornet.api.ConditionReason;

/** Of whom something is expected, for tools that read Reconciling and Stalled (kstatus). */
enum Expectation {
  /** Time or the operator will bring it about. */
  OF_THE_OPERATOR,
  /** A person's approval, failover or start is waited for; that is no failure. */
  OF_A_PERSON,
  /** Nothing will go on before a person changes the spec, the cluster or Azure. */
  OF_A_CHANGE;

  static Expectation of(ConditionReason reason) {
    return switch (reason) {
      case AsExpected,
          Progressing,
          NothingToDo,
          WaitingForTurn,
          WaitingForEvidence,
          WaitingForBackup,
          CapacityMissing,
          AzureThrottled,
          AzureUnreachable,
          AzureOperationFailed,
          AgentMissing,
          AgentBehind,
          NodeNotReady,
          InterfaceNotFound,
          InterfaceAddressMissing,
          RoutesPending,
          NotObserved,
          Removing ->
          OF_THE_OPERATOR;
      case WaitingForApproval,
          WaitingForFailover,
          WaitingForInstancesStopped,
          WaitingForInstancesStarted,
          WaitingForStartOfApproval,
          Paused,
          Observing,
          DisruptionAbandoned,
          BackendDown,
          FrontendUnreachable,
          SecondAddressRefused,
          LocalPathSilent,
          NotVerified ->
          OF_A_PERSON;
      case CheckFailed,
          NoHostFound,
          HostNotFound,
          HostOfAnotherNetwork,
          ReferenceNotFound,
          FrontendAmbiguous,
          FrontendKindUnknown,
          NoFrontendFound,
          DestinationProtected,
          FloatingIp,
          UdpOnly,
          HaPorts,
          ClusterFrontend,
          VirtualMachineNotFound,
          VirtualMachineMismatch,
          WindowsHost,
          ScaleSetUniform,
          ManagedElsewhere,
          EphemeralOsDisk,
          SecondInterfaceNotAllowed,
          OtherVirtualNetwork,
          ControlPlaneNode,
          OperatorsOwnNode,
          PublicAddressWouldBeLost,
          SubnetFull,
          AddressNotAvailable,
          NotAuthorized,
          CredentialsRefused,
          ChangedElsewhere,
          WriteRefused,
          InternalError,
          KernelRefused ->
          OF_A_CHANGE;
    };
  }
}
