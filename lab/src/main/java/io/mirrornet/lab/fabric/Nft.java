package io.mirrornet.lab.fabric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mirrornet.lab.namespace.NetworkNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program nft of nftables, 1.0 or newer.
 *
 * @param command how it is started, without arguments
 */
public record Nft(List<String> command) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Takes any command that behaves as nft. */
  public Nft {
    command = List.copyOf(command);
  }

  /**
   * The one that this machine has installed.
   *
   * @throws IllegalStateException if there is none
   */
  public static Nft installed() {
    // The places of administration are not in every user's PATH.
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    return Stream.of(path.split(":"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "nft"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(nft -> new Nft(List.of(nft.toString())))
        .orElseThrow(
            () -> new IllegalStateException("no nft in PATH; install the package nftables"));
  }

  /**
   * Applies a ruleset, whole or not at all.
   *
   * @throws IllegalStateException with nft's own words, if it is refused
   */
  public void apply(NetworkNamespace inside, String ruleset) {
    inside.feed(ruleset, with("-f", "-"));
  }

  /**
   * How many packets a named counter of family ip has seen.
   *
   * @throws IllegalStateException if there is no such counter
   */
  public long packets(NetworkNamespace inside, String table, String counter) {
    String json = inside.exec(with("-j", "list", "counter", "ip", table, counter));
    try {
      return JSON.readTree(json).findValue("packets").longValue();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("nft printed no JSON: " + json, e);
    }
  }

  private String[] with(String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return all.toArray(String[]::new);
  }
}
