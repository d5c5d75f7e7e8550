package io.mirrornet.operator.azure.connection;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.microsoft.aad.msal4j.MsalServiceException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** A credential that says who could not sign in, and what to do about it. */
final class SignIn implements TokenCredential {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final TokenCredential credential;
  private final String who;
  private final String advice;

  /**
   * Wraps a credential.
   *
   * @param who as in "the client secret of application X"
   * @param advice what to do if the directory refuses it
   */
  SignIn(TokenCredential credential, String who, String advice) {
    this.credential = credential;
    this.who = who;
    this.advice = advice;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return credential.getToken(request).onErrorMap(this::explain);
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    try {
      return credential.getTokenSync(request);
    } catch (RuntimeException e) {
      throw explain(e);
    }
  }

  private SignInFailedException explain(Throwable failure) {
    if (isTransient(failure)) {
      return new SignInFailedException(
          true,
          "no token for %s now: %s; if it stays so, look at DNS, proxy and CA bundle"
              .formatted(who, reason(failure)),
          failure);
    }
    return new SignInFailedException(
        false, "no token for %s: %s; %s".formatted(who, reason(failure), advice), failure);
  }

  private static boolean isTransient(Throwable failure) {
    return causes(failure)
        .anyMatch(cause ->
            switch (cause) {
              // A file that is missing or unreadable does not come back by itself.
              case FileSystemException _ -> false;
              case IOException _, TimeoutException _, InterruptedException _ -> true;
              case MsalServiceException refused -> isTransient(refused);
              default -> false;
            });
  }

  private static boolean isTransient(MsalServiceException refused) {
    int status = Optional.ofNullable(refused.statusCode()).orElse(0);
    return status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
  }

  /** The innermost words: those of the directory or of the network. */
  private static String reason(Throwable failure) {
    return causes(failure)
        .map(cause -> Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getName()))
        .map(text -> text.lines().findFirst().orElse(text))
        .reduce((_, inner) -> inner)
        .orElse("");
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
