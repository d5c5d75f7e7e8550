package io.mirrornet.lab.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Resident memory of the product's processes, from proc(5). The containers' processes are in PID
 * namespaces below ours, so they are seen from here.
 */
final class ProcessMemory {

  private static final String OPERATOR = "io.mirrornet.operator.Main";
  private static final String AGENT = "io.mirrornet.agent.Main";
  private static final int KIB_PER_MIB = 1024;

  private ProcessMemory() {}

  static Report.Memory read(Path proc) {
    List<Long> operators = resident(proc, OPERATOR);
    return new Report.Memory(
        operators.stream().mapToLong(Long::longValue).max().orElse(0), resident(proc, AGENT));
  }

  private static List<Long> resident(Path proc, String mainClass) {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (runs(process, mainClass)) {
          mib(process).ifPresent(found::add);
        }
      }
      return found.stream().sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("/proc cannot be read", e);
    }
  }

  private static boolean runs(Path process, String mainClass) {
    try {
      String words = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      return List.of(words.split("\0", -1)).contains(mainClass);
    } catch (IOException _) {
      return false; // It ended while we looked.
    }
  }

  private static OptionalLong mib(Path process) {
    try {
      return Files.readAllLines(process.resolve("status"), StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
          .findFirst();
    } catch (IOException _) {
      return OptionalLong.empty(); // It ended while we looked.
    }
  }
}
