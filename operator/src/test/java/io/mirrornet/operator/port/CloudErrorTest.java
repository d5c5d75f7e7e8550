package io.mirrornet.operator.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.port.CloudError.Kind;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a condition names what went wrong in Azure. */
class CloudErrorTest {

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "DENIED, '', CredentialsRefused",
    "DENIED, ExpiredAuthenticationToken, CredentialsRefused",
    "DENIED, AuthorizationFailed, NotAuthorized",
    "DENIED, LinkedAuthorizationFailed, NotAuthorized",
    "DENIED, CodeOfTomorrow, NotAuthorized",
    "THROTTLED, '', AzureThrottled",
    "THROTTLED, OperationNotAllowed, AzureThrottled",
    "UNAVAILABLE, '', AzureUnreachable",
    "UNAVAILABLE, InternalServerError, AzureOperationFailed",
    "REFUSED, SubnetIsFull, SubnetFull",
    "REFUSED, PrivateIPAddressInUse, AddressNotAvailable",
    "REFUSED, QuotaExceeded, AzureOperationFailed",
    "CONFLICT, AnotherOperationInProgress, AzureOperationFailed",
    "NO_CAPACITY, AllocationFailed, AzureOperationFailed",
  })
  void theClassOfAnErrorComesBeforeItsCode(Kind kind, String code, ConditionReason reason) {
    CloudError error = new CloudError(kind, code, "Azure's words", Optional.empty(), "");

    assertThat(error.reason()).isEqualTo(reason);
  }
}
