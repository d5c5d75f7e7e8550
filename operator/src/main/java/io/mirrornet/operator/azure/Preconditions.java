package io.mirrornet.operator.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import java.util.Optional;
import reactor.util.context.Context;

/** Under which condition ARM may carry out a write whose method of the SDK has no room for one. */
final class Preconditions {

  private Preconditions() {}

  /**
   * As a part of the request's context, from which the pipeline takes its headers.
   *
   * @param etag of the document that is replaced; if empty, there must be none
   */
  static Context of(Optional<String> etag) {
    HttpHeaders headers = new HttpHeaders();
    etag.ifPresentOrElse(
        tag -> headers.set(HttpHeaderName.IF_MATCH, tag),
        () -> headers.set(HttpHeaderName.IF_NONE_MATCH, "*"));
    return Context.of(AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY, headers);
  }
}
