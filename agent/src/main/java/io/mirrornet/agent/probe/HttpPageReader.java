package io.mirrornet.agent.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Reads by GET, follows no redirection, sends no credentials.
 *
 * <p>A certificate that cannot be verified ends the reading, with one exception: the page is this
 * host's own. Then nothing leaves the machine, and a Web Gateway with a self-signed certificate, or
 * one of an authority that only the hospital knows, is as good a witness as plain http would be.
 */
public final class HttpPageReader implements PageReader, AutoCloseable {

  /**
   * Of the system: a name that does not resolve would hold up virtual ones that share a carrier.
   */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("pages-", 0).factory());

  private final HttpClient verifying = client(HttpClient.newBuilder().executor(threads));
  private final HttpClient trusting =
      client(HttpClient.newBuilder().executor(threads).sslContext(AnyCertificate.context()));

  @Override
  public Map<URI, Page> read(Collection<URI> pages, Duration timeout) {
    Map<URI, CompletableFuture<Page>> readings = new LinkedHashMap<>();
    pages.forEach(page -> readings.put(page, read(page, timeout)));
    Map<URI, Page> results = new LinkedHashMap<>();
    readings.forEach((page, reading) -> results.put(page, await(page, reading, timeout)));
    return results;
  }

  @Override
  public void close() {
    verifying.shutdownNow();
    trusting.shutdownNow();
    threads.shutdownNow();
  }

  /** Whatever is odd about a page ends its own reading and no other. */
  private CompletableFuture<Page> read(URI page, Duration timeout) {
    return CompletableFuture.supplyAsync(() -> Target.refusal(page), threads)
        .thenCompose(refusal ->
            refusal
                .<CompletableFuture<Page>>map(
                    reason -> CompletableFuture.completedFuture(unasked(page, reason)))
                .orElseGet(() -> fetch(page, timeout)))
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<Page> fetch(URI page, Duration timeout) {
    return get(verifying, page, timeout)
        .exceptionallyCompose(failure ->
            failure.getCause() instanceof SSLException && isOfThisHost(page)
                ? get(trusting, page, timeout)
                : CompletableFuture.failedFuture(failure));
  }

  private static CompletableFuture<Page> get(HttpClient client, URI page, Duration timeout) {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    try {
      request.uri(page);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(unasked(page, String.valueOf(e.getMessage())));
    }
    return client
        .sendAsync(
            request.timeout(timeout).GET().build(),
            BodyHandlers.limiting(HttpPageReader::lines, LONGEST))
        .thenApply(HttpPageReader::answered);
  }

  private static BodySubscriber<String> lines(HttpResponse.ResponseInfo response) {
    return BodySubscribers.fromSubscriber(new KeptLines(), KeptLines::text);
  }

  private static Page answered(HttpResponse<String> response) {
    return new Page.Answered(response.statusCode(), response.body());
  }

  private static Page await(URI page, CompletableFuture<Page> reading, Duration timeout) {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      String reason =
          e.getCause() instanceof TimeoutException
              ? "no answer within %d ms".formatted(timeout.toMillis())
              : String.valueOf(e.getCause());
      return silent(page, reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return silent(page, "interrupted");
    }
  }

  private static Page unasked(URI page, String reason) {
    return new Page.Unasked("%s: %s".formatted(page, reason));
  }

  private static Page silent(URI page, String reason) {
    return new Page.Silent("%s: %s".formatted(page, reason));
  }

  private static boolean isOfThisHost(URI page) {
    try {
      for (InetAddress address : InetAddress.getAllByName(page.getHost())) {
        if (!address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) == null) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    } catch (IOException e) {
      // Who cannot tell which addresses are the host's own takes none for it.
      return false;
    }
  }

  private static HttpClient client(HttpClient.Builder builder) {
    return builder
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }
}
