package io.mirrornet.api.disruption;

/** What came of a check. */
public enum CheckResult {
  /** It holds, by fresh evidence. */
  Pass,
  /** It does not hold, and blocks. */
  Fail,
  /** Nobody could tell. Blocks unless an approver acknowledged the check by name. */
  Unknown
}
