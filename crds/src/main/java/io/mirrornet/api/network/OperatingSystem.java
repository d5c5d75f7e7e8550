package io.mirrornet.api.network;

/** What a host runs. */
public enum OperatingSystem {
  /** Served. */
  Linux,
  /** Refused. */
  Windows
}
