package io.mirrornet.operator.model;

import io.mirrornet.api.ConditionReason;
import java.time.Instant;

/**
 * What became of an operation that this process has begun in Azure. Kept in memory alone: a process
 * that does not know of it looks at the resource and begins again.
 */
public sealed interface Attempt {

  /** What was begun. */
  Change change();

  /** By which Azure's support finds it; empty if Azure has not answered. */
  String correlationId();

  /** It goes on. */
  record Running(Change change, Instant since, String correlationId) implements Attempt {}

  /**
   * It has ended well.
   *
   * @param at when that was heard of
   */
  record Succeeded(Change change, Instant at, String correlationId) implements Attempt {}

  /**
   * It failed.
   *
   * @param reason as a condition names it
   * @param transientError whether trying again may help without anybody changing anything
   * @param count how many times in a row
   * @param notBefore when it may be tried again
   */
  record Failed(
      Change change,
      ConditionReason reason,
      String code,
      String message,
      String correlationId,
      boolean transientError,
      int count,
      Instant notBefore)
      implements Attempt {}

  /** What an operation changes. */
  enum Change {
    CREATE_INTERFACE,
    DEALLOCATE,
    REPLACE_INTERFACES,
    START
  }
}
