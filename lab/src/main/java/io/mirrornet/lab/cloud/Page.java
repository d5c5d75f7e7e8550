package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One page of a list, with the link to the next. */
final class Page {

  private static final String TOKEN = "$skiptoken";

  private Page() {}

  static ArmResponse of(Call call, List<? extends JsonNode> items, int size) {
    int from = offset(call.request());
    int to = Math.min(items.size(), from + size);
    ObjectNode page = Documents.list(from < to ? items.subList(from, to) : List.of());
    if (to < items.size()) {
      page.put("nextLink", link(call.request(), to));
    }
    return ArmResponse.of(200, page);
  }

  private static int offset(ArmRequest request) {
    String token = request.parameter(TOKEN).orElse("0");
    try {
      return Math.max(0, Integer.parseInt(token));
    } catch (NumberFormatException e) {
      throw ResourceErrors.invalidContent("$skiptoken '%s' is none of ours".formatted(token))
          .refusal();
    }
  }

  private static String link(ArmRequest request, int offset) {
    Map<String, String> query = new TreeMap<>(request.query());
    query.put(TOKEN, Integer.toString(offset));
    StringBuilder link = new StringBuilder(request.endpoint()).append(request.path());
    char separator = '?';
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      link.append(separator).append(encode(parameter.getKey()));
      link.append('=').append(encode(parameter.getValue()));
      separator = '&';
    }
    return link.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
