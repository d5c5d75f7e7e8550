package io.mirrornet.agent.probe;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Reads pages of IRIS instances. */
@FunctionalInterface
public interface PageReader {

  /** The longest body that is read, in bytes. */
  int LONGEST = 2 * 1024 * 1024;

  /**
   * Reads all of them at the same time.
   *
   * @param timeout for each, from the first packet to the last
   * @return one result for each
   */
  Map<URI, Page> read(Collection<URI> pages, Duration timeout);
}
