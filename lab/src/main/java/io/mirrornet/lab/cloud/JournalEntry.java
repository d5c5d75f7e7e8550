package io.mirrornet.lab.cloud;

import java.time.Instant;

/**
 * One request and what became of it.
 *
 * @param sequence counts the requests from 1
 * @param time when it came in
 * @param principal who asked
 * @param method the HTTP method
 * @param path the path as the client wrote it
 * @param body the body of the request, as JSON; empty where there was none
 * @param action what was asked for, in the words of Azure RBAC; empty where the path leads nowhere
 * @param status the HTTP status of the answer; 0 where the request had no effect because it was
 *     lost
 * @param code the error code of the answer; empty in success
 * @param correlationId what Azure support would ask for
 * @param answered whether the client got the answer
 */
public record JournalEntry(
    long sequence,
    Instant time,
    Principal principal,
    String method,
    String path,
    String body,
    String action,
    int status,
    String code,
    String correlationId,
    boolean answered) {

  /** Whether it was a request to change something, and was accepted. */
  public boolean mutation() {
    return write() && status >= 200 && status < 300;
  }

  /** Whether it was a request to change something, accepted or not. */
  public boolean write() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  /** One line for people. */
  @Override
  public String toString() {
    return "%d %s %s %s -> %d %s%s"
        .formatted(sequence, time, method, path, status, code, answered ? "" : " (answer lost)");
  }
}
