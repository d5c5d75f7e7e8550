package io.mirrornet.lab.story;

import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.traffic.Banner;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became of the calls from one machine to one port of one frontend.
 *
 * @param frontend {@code loadBalancer/frontend}
 * @param attempts how often the lab called
 * @param connected how often a banner came back
 * @param servedBy {@code host/instance} of the banners; several are divided by commas
 * @param source the caller's addresses, as the instances saw them; several are divided by commas
 */
public record Row(
    String host,
    String frontend,
    int port,
    int attempts,
    int connected,
    String servedBy,
    String source) {

  static Row of(String host, String frontend, int port, List<Attempt> attempts) {
    List<Banner> banners =
        attempts.stream()
            .filter(Attempt.Connected.class::isInstance)
            .map(attempt -> ((Attempt.Connected) attempt).banner())
            .toList();
    return new Row(
        host,
        frontend,
        port,
        attempts.size(),
        banners.size(),
        joined(banners, banner -> banner.host() + "/" + banner.instance()),
        joined(banners, banner -> banner.source().toString()));
  }

  /** Whether each call arrived. */
  public boolean works() {
    return connected == attempts;
  }

  private static String joined(List<Banner> banners, Function<Banner, String> word) {
    return banners.stream().map(word).distinct().sorted().collect(Collectors.joining(","));
  }
}
