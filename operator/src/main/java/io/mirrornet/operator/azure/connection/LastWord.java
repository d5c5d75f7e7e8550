package io.mirrornet.operator.azure.connection;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Asks, behind everything that a request may have had to wait for, whether it is still due; and
 * sends one that is by a client that gives up soon if it cannot be sent at once.
 */
public final class LastWord implements HttpPipelinePolicy {

  private static final String KEY = "mirrornet-due";

  private final HttpClient prompt;

  /** What is asked about goes by this client. */
  LastWord(HttpClient prompt) {
    this.prompt = prompt;
  }

  /** The context of a request that is sent only if it is due then. */
  public static Context asking(BooleanSupplier due) {
    return Context.of(KEY, due);
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    Optional<BooleanSupplier> due =
        context
            .getData(KEY)
            .filter(BooleanSupplier.class::isInstance)
            .map(BooleanSupplier.class::cast);
    if (due.isEmpty()) {
      return next.process();
    }
    return due.get().getAsBoolean()
        ? prompt.send(context.getHttpRequest())
        : Mono.error(new NotDueException());
  }
}
