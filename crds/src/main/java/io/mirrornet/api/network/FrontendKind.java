package io.mirrornet.api.network;

/** What stands behind a frontend. */
public enum FrontendKind {
  /** A mirror: the primary alone answers the health probe. */
  Mirror,
  /** A service that each healthy backend gives. */
  ActiveActive,
  /** Nothing that concerns us: no route leads to it. */
  Ignore
}
