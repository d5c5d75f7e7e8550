package io.mirrornet.lab.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** JSON and forms on exchanges of the JDK's server. */
final class Http {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private Http() {}

  /** Sends an answer and ends the exchange; to HEAD without the body. */
  static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    if (exchange.getRequestMethod().equals("HEAD")) {
      sendEmpty(exchange, status);
      return;
    }
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Sends an answer without a body and ends the exchange. */
  static void sendEmpty(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  /** The body as JSON; a missing node where there is none. */
  static JsonNode json(byte[] body) throws JsonProcessingException, IOException {
    return JSON.readTree(body);
  }

  /** The fields of a query, decoded; fails with IllegalArgumentException on broken encoding. */
  static Map<String, String> pairs(String encoded) {
    Map<String, String> form = new HashMap<>();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }
}
