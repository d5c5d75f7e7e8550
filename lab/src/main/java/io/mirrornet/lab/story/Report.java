package io.mirrornet.lab.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lab/run --report} writes.
 *
 * @param kubernetes version of the API server
 * @param succeeded whether the story came true
 * @param seconds how long each stage took
 */
public record Report(
    String scenario,
    String kubernetes,
    boolean succeeded,
    List<Row> before,
    List<Row> after,
    List<Disruption> disruptions,
    Map<String, Double> seconds,
    Memory memory) {

  /**
   * One attempt to take a host down.
   *
   * @param approvedBy a user; null: nobody
   * @param deallocatedAt RFC 3339; null: it was not taken down
   * @param startedAt RFC 3339; null: it was not started
   * @param sessionsCut connections that were open when it lost its power
   * @param secondsWithoutPrimary by mirror of the host, from the end of the disruption before to
   *     the end of this one: the administrator's own failovers are in it
   */
  public record Disruption(
      String host,
      @Nullable String approvedBy,
      @Nullable String deallocatedAt,
      @Nullable String startedAt,
      int sessionsCut,
      Map<String, Double> secondsWithoutPrimary) {}

  /**
   * Resident memory in MiB.
   *
   * @param operator of the larger replica; 0: none runs
   * @param agents of each agent
   */
  public record Memory(long operator, List<Long> agents) {}

  /** As JSON, with a line for each field. */
  public String json() {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    try {
      return JsonMapper.builder().build().writer(printer).writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every report is JSON", e);
    }
  }
}
