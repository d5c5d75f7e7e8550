package io.mirrornet.operator.port;

/**
 * A long-running operation of ARM that was accepted.
 *
 * @param url where its state is asked for; carries a signed query, so it is never logged
 * @param correlationId by which Azure's support finds it
 */
public record Operation(String url, String correlationId) {

  @Override
  public String toString() {
    return "operation " + correlationId;
  }
}
