package io.mirrornet.api;

/** Whether something holds, as Kubernetes conditions say it (metav1.ConditionStatus). */
public enum ConditionStatus {
  /** It holds, by what was seen. */
  True,
  /** It does not hold, by what was seen. */
  False,
  /** Nobody could see, or nobody looked. Never to be taken for either of the others. */
  Unknown;

  /** What was seen, as a status. */
  public static ConditionStatus of(boolean holds) {
    return holds ? True : False;
  }
}
