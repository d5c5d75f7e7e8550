package io.mirrornet.lab.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows as people read them. */
final class Table {

  private static final List<String> HEADER =
      List.of("HOST", "FRONTEND", "PORT", "CONNECTED", "SERVED BY", "SOURCE", "");

  private Table() {}

  static List<String> lines(List<Row> rows) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(HEADER);
    rows.forEach(row -> cells.add(cells(row)));
    List<Integer> widths =
        IntStream.range(0, HEADER.size())
            .map(i -> cells.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .boxed()
            .toList();
    return cells.stream().map(line -> line(line, widths)).toList();
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.host(),
        row.frontend(),
        Integer.toString(row.port()),
        row.connected() + "/" + row.attempts(),
        orDash(row.servedBy()),
        orDash(row.source()),
        row.works() ? "" : "does not arrive");
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String line(List<String> cells, List<Integer> widths) {
    Stream<String> padded =
        IntStream.range(0, cells.size())
            .mapToObj(i -> cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()));
    return String.join("  ", padded.toList()).stripTrailing();
  }
}
