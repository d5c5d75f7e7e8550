package io.mirrornet.api.network;

/** When a line of the plan has its turn. */
public enum PlanState {
  /** Now. */
  Due,
  /** When what it waits for is there. */
  Waiting,
  /** After the lines before it. */
  Later
}
