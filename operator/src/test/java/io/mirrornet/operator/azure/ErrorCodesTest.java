package io.mirrornet.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.operator.port.CloudError.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodesTest {

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theManualHasTheCodesOfEachKind(Kind kind) throws IOException {
    String row =
        Files.readAllLines(Path.of("../docs/azure.md")).stream()
            .filter(line -> line.startsWith("| " + kind + " |"))
            .findFirst()
            .orElseThrow();
    String cell = row.split("\\|", -1)[3].split(";", -1)[0];
    List<String> documented =
        Pattern.compile("\\w+").matcher(cell).results().map(MatchResult::group).toList();

    assertThat(documented)
        .containsExactlyElementsOf(ErrorCodes.table().getOrDefault(kind, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "AllocationFailed, NO_CAPACITY",
    "allocationfailed, NO_CAPACITY",
    "OperationNotAllowed, REFUSED",
    "PreconditionFailed, CONFLICT"
  })
  void aKnownCodeSaysWhatItMeans(String code, Kind kind) {
    assertThat(ErrorCodes.kind(code)).contains(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "401, DENIED", "403, DENIED", "400, REFUSED", "404, REFUSED", "408, UNAVAILABLE",
    "409, CONFLICT", "412, CONFLICT", "429, THROTTLED", "500, UNAVAILABLE", "503, UNAVAILABLE",
    "200, UNAVAILABLE"
  })
  void anUnknownCodeMeansWhatItsStatusMeans(int status, Kind kind) {
    assertThat(ErrorCodes.kind("SomethingNew")).isEmpty();
    assertThat(ErrorCodes.ofStatus(status)).isEqualTo(kind);
  }
}
