package io.mirrornet.agent.probe;

/** What came of reading a page. */
public sealed interface Page {

  /**
   * It was answered.
   *
   * @param status the HTTP status
   * @param body its beginning, and its lines that speak of the mirror
   */
  record Answered(int status, String body) implements Page {}

  /**
   * It was not, or not in time, or not by whom it says.
   *
   * @param reason for people
   */
  record Silent(String reason) implements Page {}

  /**
   * It was never asked for: it must not be, or cannot be. Says nothing of the instance, not even
   * that it is down.
   *
   * @param reason for people
   */
  record Unasked(String reason) implements Page {}
}
