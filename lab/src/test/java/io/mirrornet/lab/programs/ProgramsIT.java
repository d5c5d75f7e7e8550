package io.mirrornet.lab.programs;

import static io.mirrornet.lab.programs.ProgramUnavailableException.Reason.PACKAGE_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real package manager and the real Go. */
class ProgramsIT {

  private static final SearchPath PATH = SearchPath.parse(System.getenv("PATH"));

  @Test
  @RequiresPrograms(Program.NFT)
  void aPackageIsUnpackedWithTheLibrariesThatTheMachineLacks(@TempDir Path root) {
    List<String> said = new ArrayList<>();
    DebianUnpacker packages = new DebianUnpacker(new Cache(root), PATH, said::add);
    Source.DebianPackage conntrack =
        new Source.DebianPackage("conntrack", Source.Kind.PROGRAM, "conntrack");

    Path program = packages.provide(conntrack);
    Path again = packages.provide(conntrack);

    assertThat(ShortCommand.run(List.of(program.toString(), "--version")).output())
        .startsWith("conntrack v");
    assertThat(again).isEqualTo(program).startsWith(root);
    assertThat(said).containsExactly("conntrack: fetching the package, once; it is not installed");
  }

  @Test
  @RequiresPrograms(Program.NFT)
  void aPackageThatDoesNotExistFailsWithTheWordsOfApt(@TempDir Path root) {
    DebianUnpacker packages = new DebianUnpacker(new Cache(root), PATH, _ -> {});

    assertThatThrownBy(() ->
            packages.provide(
                new Source.DebianPackage("mirrornet-none", Source.Kind.PROGRAM, "none")))
        .isInstanceOfSatisfying(
            ProgramUnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(PACKAGE_FAILED))
        .hasMessageContaining("Unable to locate package mirrornet-none");
  }

  @Test
  @RequiresPrograms(Program.KUBECTL)
  void aPinnedProgramKnowsItsVersion() {
    String kubectl = Programs.ofUser().path(Program.KUBECTL).toString();

    assertThat(ShortCommand.run(List.of(kubectl, "version", "--client")).output())
        .contains("Client Version: " + GoModule.KUBERNETES.version());
  }

  @Test
  @RequiresPrograms({Program.IP, Program.NFT})
  void toolsOfTheNetworkRun() {
    Programs programs = Programs.ofUser();

    assertThat(ShortCommand.run(List.of(programs.path(Program.IP).toString(), "-V")).status())
        .isZero();
    assertThat(ShortCommand.run(List.of(programs.path(Program.NFT).toString(), "-v")).output())
        .startsWith("nftables v");
  }
}
