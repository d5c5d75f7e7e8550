package io.mirrornet.agent.probe;

/** What came of reading a page. */
public sealed interface Page {

  /**
   * It was answered.
   *
   * @param status the HTTP status
   * @param body at most {@link PageReader#LONGEST} bytes of it
   */
  record Answered(int status, String body) implements Page {}

  /**
   * It was not, or not in time, or not by whom it says.
   *
   * @param reason for people
   */
  record Silent(String reason) implements Page {}
}
