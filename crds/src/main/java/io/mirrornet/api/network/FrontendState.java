package io.mirrornet.api.network;

/** What became of a frontend. */
public enum FrontendState {
  /** Each host has a route to it, and connections prove it. */
  Routed,
  /** Each host has a route to it; it has no port that may be probed. */
  RoutedNotVerified,
  /** Each host has a route to it, but no backend is healthy: not ours to heal. */
  BackendDown,
  /** No route leads to it, for a reason that is given. */
  Skipped
}
