package io.mirrornet.lab.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real {@code kubectl}, or another client of the API server, as one user. */
public final class Kubectl {

  private final Path program;
  private final Path directory;
  private final Site site;

  /** As the user of the directory's {@code kubeconfig}. */
  Kubectl(Path program, Path directory, Site site) {
    this.program = program;
    this.directory = directory;
    this.site = site;
  }

  /**
   * What a call gave.
   *
   * @param status its exit status
   * @param output its standard output
   * @param errors its standard error
   */
  public record Result(int status, String output, String errors) {

    /** Whether it ended with status 0. */
    public boolean succeeded() {
      return status == 0;
    }
  }

  /** The same user with another program that reads {@code KUBECONFIG}, such as Helm. */
  public Kubectl with(Path other) {
    return new Kubectl(other, directory, site);
  }

  /** The file with which others can be the same user. */
  public Path kubeconfig() {
    return directory.resolve(Kubeconfig.FILE_NAME);
  }

  /**
   * Runs it to its end.
   *
   * @return its standard output
   * @throws CommandFailedException with its standard error, if its status was not 0
   */
  public String run(String... arguments) {
    return output(List.of(arguments), attempt(arguments));
  }

  /**
   * Applies a manifest on the server's side.
   *
   * @return its standard output
   * @throws CommandFailedException with its standard error, if the server refused it
   */
  public String apply(String manifest) {
    List<String> arguments = List.of("apply", "--server-side", "--filename=-");
    return output(arguments, attempt(manifest, arguments));
  }

  /** Runs it to its end, whatever that is. */
  public Result attempt(String... arguments) {
    return attempt("", List.of(arguments));
  }

  /**
   * Runs it to its end, whatever that is.
   *
   * @param input its standard input
   */
  public Result attempt(String input, List<String> arguments) {
    try {
      // Files instead of pipes: nobody waits for anybody, and kubectl may leave input unread.
      Path stdin = Files.writeString(Files.createTempFile(directory, "in", ""), input);
      Path stderr = Files.createTempFile(directory, "err", "");
      Process process =
          site.birthplace()
              .start(
                  builder(arguments).redirectInput(stdin.toFile()).redirectError(stderr.toFile()));
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      Result result = new Result(process.waitFor(), output, Files.readString(stderr));
      Files.delete(stdin);
      Files.delete(stderr);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kubectl ran", e);
    }
  }

  /** Starts it and does not wait. The caller ends it. */
  public Process start(String... arguments) {
    return site.birthplace().start(builder(List.of(arguments)));
  }

  private ProcessBuilder builder(List<String> arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(program.toString()), arguments.stream()).toList());
    builder.environment().put("KUBECONFIG", kubeconfig().toString());
    builder.environment().put("KUBECACHEDIR", directory.resolve("cache").toString());
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private String output(List<String> arguments, Result result) {
    if (!result.succeeded()) {
      throw new CommandFailedException(
          "%s %s: status %d: %s"
              .formatted(
                  program.getFileName(),
                  String.join(" ", arguments),
                  result.status(),
                  result.errors().strip()));
    }
    return result.output();
  }
}
