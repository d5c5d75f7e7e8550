package io.mirrornet.operator.azure.connection;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A credential whose secret is in a file. A Secret that is renewed changes the file under a running
 * pod, so it is read again whenever a token is needed.
 */
final class FileCredential implements TokenCredential {

  private record Current(String content, TokenCredential credential) {}

  private final Path file;
  private final Function<String, TokenCredential> factory;
  private final AtomicReference<Optional<Current>> current =
      new AtomicReference<>(Optional.empty());

  FileCredential(Path file, Function<String, TokenCredential> factory) {
    this.file = file;
    this.factory = factory;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.defer(() -> credential().getToken(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    return credential().getTokenSync(request);
  }

  private TokenCredential credential() {
    String content = content();
    return current
        .updateAndGet(before ->
            before
                .filter(same -> same.content().equals(content))
                .or(() -> Optional.of(new Current(content, factory.apply(content)))))
        .orElseThrow()
        .credential();
  }

  private String content() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, e), e);
    }
  }
}
