package io.mirrornet.operator.azure;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.core.util.FluxUtil;
import io.mirrornet.operator.azure.connection.Causes;
import io.mirrornet.operator.azure.connection.LastWord;
import io.mirrornet.operator.azure.connection.NotDueException;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.Operation;
import io.mirrornet.operator.port.Progress;
import io.mirrornet.operator.port.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes requests and turns what comes of them into values of the port. */
final class Requests {

  /**
   * The resource, or what it is in, is not there. Parts of network resources are just "NotFound".
   */
  private static final Set<String> ABSENT =
      Set.of("ResourceNotFound", "ResourceGroupNotFound", "ParentResourceNotFound", "NotFound");

  private final HttpPipeline pipeline;
  private final Failures failures;
  private final Operations operations;

  Requests(HttpPipeline pipeline, Failures failures, Operations operations) {
    this.pipeline = pipeline;
    this.failures = failures;
    this.operations = operations;
  }

  /** Reads one document. */
  <D, T> Reading<T> read(Supplier<Response<D>> request, Function<D, T> mapping) {
    try {
      return new Reading.Found<>(mapping.apply(request.get().getValue()));
    } catch (RuntimeException e) {
      return missing(failures.of(e));
    }
  }

  /** Reads a list page by page; a page that fails leaves the whole list unknown. */
  <D, T> Reading<List<T>> list(
      Supplier<? extends Iterable<D>> request, Function<D, Optional<T>> mapping) {
    try {
      List<T> all = new ArrayList<>();
      for (D document : request.get()) {
        mapping.apply(document).ifPresent(all::add);
      }
      return new Reading.Found<>(List.copyOf(all));
    } catch (RuntimeException e) {
      return missing(failures.of(e));
    }
  }

  /** Asks for a change. */
  Acceptance change(Supplier<Mono<Response<Flux<ByteBuffer>>>> request) {
    try {
      return accepted(request.get());
    } catch (RuntimeException e) {
      return new Acceptance.Failed(failures.of(e));
    }
  }

  /** Asks for a change if it is due at the moment when the request would leave; else empty. */
  Optional<Acceptance> changeIf(
      BooleanSupplier due, Supplier<Mono<Response<Flux<ByteBuffer>>>> request) {
    try {
      return Optional.of(accepted(request.get().contextWrite(LastWord.asking(due))));
    } catch (RuntimeException e) {
      return Causes.of(e).anyMatch(NotDueException.class::isInstance)
          ? Optional.empty()
          : Optional.of(new Acceptance.Failed(failures.of(e)));
    }
  }

  private Acceptance accepted(Mono<Response<Flux<ByteBuffer>>> request) {
    Response<Flux<ByteBuffer>> response = request.blockOptional().orElseThrow();
    return operations.accepted(
        new Answer(response.getStatusCode(), response.getHeaders(), body(response)));
  }

  /** Asks where an operation stands. */
  Progress progress(Operation operation) {
    try {
      return operations.progress(get(operation.url()));
    } catch (RuntimeException e) {
      return new Progress.Unknown(failures.of(e));
    }
  }

  /** Asks what the SDK's clients have no method for. */
  <T> Reading<T> read(String url, Function<String, T> mapping) {
    try {
      Answer answer = get(url);
      return answer.isSuccess()
          ? new Reading.Found<>(mapping.apply(answer.body()))
          : missing(
              failures.of(answer.status(), answer.headers(), Document.read(answer.body()).error()));
    } catch (RuntimeException e) {
      return missing(failures.of(e));
    }
  }

  private Answer get(String url) {
    HttpRequest request = new HttpRequest(HttpMethod.GET, url);
    try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
      return new Answer(
          response.getStatusCode(),
          response.getHeaders(),
          response.getBodyAsBinaryData().toString());
    }
  }

  private static String body(Response<Flux<ByteBuffer>> response) {
    return FluxUtil.collectBytesInByteBufferStream(response.getValue())
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .blockOptional()
        .orElse("");
  }

  private static <T> Reading<T> missing(CloudError error) {
    return ABSENT.contains(error.code()) ? new Reading.Absent<>() : new Reading.Unknown<>(error);
  }
}
