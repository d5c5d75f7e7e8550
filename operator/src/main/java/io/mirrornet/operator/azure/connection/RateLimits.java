package io.mirrornet.operator.azure.connection;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * How many requests Azure still allows, by the headers of the last answers ("Understand how Azure
 * Resource Manager throttles requests"; Compute's own in {@code
 * x-ms-ratelimit-remaining-resource}). For metrics: decisions rest on 429 and {@code Retry-After}
 * alone.
 */
public final class RateLimits implements HttpPipelinePolicy {

  private static final String PREFIX = "x-ms-ratelimit-remaining-";
  private static final String COMPUTE = "resource";

  private final Map<String, Long> remaining = new ConcurrentHashMap<>();

  RateLimits() {}

  /**
   * What is left, by limit, such as {@code subscription-reads} or {@code
   * Microsoft.Compute/DeleteVMResource}. Of the resources that share a name, the last one asked.
   */
  public Map<String, Long> remaining() {
    return new TreeMap<>(remaining);
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return next.process().doOnNext(response -> note(response.getHeaders()));
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    HttpResponse response = next.processSync();
    note(response.getHeaders());
    return response;
  }

  void note(HttpHeaders headers) {
    for (HttpHeader header : headers) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (name.startsWith(PREFIX)) {
        note(name.substring(PREFIX.length()), header.getValue());
      }
    }
  }

  private void note(String limit, String value) {
    if (limit.equals(COMPUTE)) {
      for (String entry : value.split(",", -1)) {
        int semicolon = entry.indexOf(';');
        if (semicolon > 0) {
          number(entry.substring(0, semicolon).strip(), entry.substring(semicolon + 1));
        }
      }
    } else {
      number(limit, value);
    }
  }

  private void number(String limit, String text) {
    String digits = text.strip();
    if (!digits.isEmpty() && digits.length() < 19 && digits.chars().allMatch(Character::isDigit)) {
      remaining.put(limit, Long.valueOf(digits));
    }
  }
}
