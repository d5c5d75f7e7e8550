package io.mirrornet.lab.fabric.traffic;

import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.util.List;

/**
 * What a {@link BannerServer} says first on every connection, as one line.
 *
 * @param host the machine that answers
 * @param instance the instance on it
 * @param source the caller's address, as the server sees it
 */
public record Banner(String host, String instance, Ipv4Address source) {

  String line() {
    return host + " " + instance + " " + source;
  }

  static Banner read(String line) throws IOException {
    List<String> words = List.of(line.split(" ", -1));
    if (words.size() != 3) {
      throw new IOException("not a banner: " + line);
    }
    return new Banner(words.get(0), words.get(1), Ipv4Address.parse(words.get(2)));
  }
}
