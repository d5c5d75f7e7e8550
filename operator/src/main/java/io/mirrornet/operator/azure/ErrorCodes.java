package io.mirrornet.operator.azure;

import io.mirrornet.operator.port.CloudError.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What ARM's error codes mean for what comes next. The HTTP status tells too little: a failed
 * operation is told with 200, a lock with 429, a lack of machines with 409. {@code docs/azure.md}
 * has the same table for people; a test compares them.
 */
final class ErrorCodes {

  /** Codes that only say that details follow. */
  private static final Set<String> GENERIC = Set.of("RetryableError", "OperationNotAllowed");

  private static final Map<Kind, List<String>> CODES = codes();
  private static final Map<String, Kind> KINDS = kinds();

  private ErrorCodes() {}

  private static Map<Kind, List<String>> codes() {
    Map<Kind, List<String>> codes = new LinkedHashMap<>();
    codes.put(
        Kind.DENIED,
        List.of(
            "AuthorizationFailed",
            "LinkedAuthorizationFailed",
            "DenyAssignmentAuthorizationFailed",
            "AuthenticationFailed",
            "InvalidAuthenticationToken",
            "InvalidAuthenticationTokenAudience",
            "InvalidAuthenticationTokenTenant",
            "ExpiredAuthenticationToken",
            "SubscriptionNotFound"));
    codes.put(
        Kind.THROTTLED,
        List.of(
            "TooManyRequests",
            "SubscriptionRequestsThrottled",
            "TenantRequestsThrottled",
            "ResourceRequestsThrottled",
            "ResourceCollectionRequestsThrottled"));
    codes.put(
        Kind.CONFLICT,
        List.of(
            "Conflict",
            "PreconditionFailed",
            "AnotherOperationInProgress",
            "RetryableErrorDueToAnotherOperation",
            "ReferencedResourceNotProvisioned",
            "OperationPreempted",
            "Canceled",
            "CanceledAndSupersededDueToAnotherOperation",
            "NicReservedForAnotherVm",
            "AddingOrDeletingNetworkInterfacesOnARunningVirtualMachineNotSupported"));
    codes.put(
        Kind.NO_CAPACITY,
        List.of(
            "AllocationFailed",
            "ZonalAllocationFailed",
            "OverconstrainedAllocationRequest",
            "OverconstrainedZonalAllocationRequest",
            "SkuNotAvailable"));
    codes.put(
        Kind.REFUSED,
        List.of(
            "OperationNotAllowed",
            "QuotaExceeded",
            "PropertyChangeNotAllowed",
            "NetworkInterfaceCountExceeded",
            "NetworkInterfaceMustHavePrimaryPropertySet",
            "VirtualMachineMustHaveOneNetworkInterfaceAsPrimary",
            "SubnetsNotInSameVnet",
            "NicInUse",
            "PrivateIPAddressInUse",
            "PrivateIPAddressIsAllocated",
            "PrivateIPAddressNotInSubnet",
            "PrivateIPAddressInReservedRange",
            "SubnetIsFull",
            "InvalidResourceReference",
            "InvalidParameter",
            "RequestDisallowedByPolicy",
            "ScopeLocked",
            "ReadOnlyDisabledSubscription"));
    codes.put(
        Kind.UNAVAILABLE,
        List.of(
            "InternalServerError",
            "InternalExecutionError",
            "InternalOperationError",
            "NetworkingInternalOperationError",
            "ServiceUnavailable",
            "ServerTimeout",
            "GatewayTimeout",
            "BadGateway",
            "RequestTimeout",
            "OperationTimedOut",
            "VMStartTimedOut",
            "RetryableError"));
    return Map.copyOf(codes);
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    CODES.forEach((kind, codes) -> codes.forEach(code -> kinds.put(key(code), kind)));
    return Map.copyOf(kinds);
  }

  /** The codes of each kind. */
  static Map<Kind, List<String>> table() {
    return CODES;
  }

  /** What a code means; empty for one that nobody has written down yet. */
  static Optional<Kind> kind(String code) {
    return Optional.ofNullable(KINDS.get(key(code)));
  }

  /**
   * The code that tells most: the first known one of the details where the error's own does not.
   */
  static String telling(String code, List<String> details) {
    return GENERIC.stream().anyMatch(code::equalsIgnoreCase)
        ? details.stream().filter(detail -> kind(detail).isPresent()).findFirst().orElse(code)
        : code;
  }

  /**
   * What an unknown code means, by the status that it came with. An accepted operation (200) was no
   * wrong request, so its failure may pass.
   */
  static Kind ofStatus(int status) {
    return switch (status) {
      case 401, 403 -> Kind.DENIED;
      case 409, 412 -> Kind.CONFLICT;
      case 429 -> Kind.THROTTLED;
      case 408 -> Kind.UNAVAILABLE;
      default -> status >= 400 && status < 500 ? Kind.REFUSED : Kind.UNAVAILABLE;
    };
  }

  private static String key(String code) {
    return code.toLowerCase(Locale.ROOT);
  }
}
