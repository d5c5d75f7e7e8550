package io.mirrornet.lab.fabric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import java.nio.file.Path;

/**
 * The program nft of nftables, 1.0 or newer.
 *
 * @param program where it is
 */
public record Nft(Path program) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The machine's, or the one in the user's cache.
   *
   * @throws io.mirrornet.lab.programs.ProgramUnavailableException with the remedy, if neither is
   *     there nor can be had
   */
  public static Nft of(Programs programs) {
    return new Nft(programs.path(Program.NFT));
  }

  /**
   * Applies a ruleset, whole or not at all.
   *
   * @throws IllegalStateException with nft's own words, if it is refused
   */
  public void apply(NetworkNamespace inside, String ruleset) {
    inside.feed(ruleset, program.toString(), "-f", "-");
  }

  /**
   * How many packets a named counter of family ip has seen.
   *
   * @throws IllegalStateException if there is no such counter
   */
  public long packets(NetworkNamespace inside, String table, String counter) {
    String json = inside.exec(program.toString(), "-j", "list", "counter", "ip", table, counter);
    try {
      return JSON.readTree(json).findValue("packets").longValue();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("nft printed no JSON: " + json, e);
    }
  }
}
