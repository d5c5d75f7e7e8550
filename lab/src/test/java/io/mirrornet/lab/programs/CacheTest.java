package io.mirrornet.lab.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

  private static final Path NAME = Path.of("go", "thing");

  @Test
  void itIsWhereTheXdgSpecificationSays(@TempDir Path home) {
    assertThat(Cache.of(Map.of("HOME", "/home/u")).root())
        .isEqualTo(Path.of("/home/u/.cache/mirrornet"));
    assertThat(Cache.of(Map.of("HOME", "/home/u", "XDG_CACHE_HOME", "/var/c")).root())
        .isEqualTo(Path.of("/var/c/mirrornet"));
    assertThat(Cache.of(Map.of("HOME", "/home/u", "XDG_CACHE_HOME", "relative")).root())
        .isEqualTo(Path.of("/home/u/.cache/mirrornet"));
  }

  @Test
  void manyWhoWantTheSameThingAtOnceMakeItOnce(@TempDir Path root) throws Exception {
    AtomicInteger made = new AtomicInteger();
    CountDownLatch allAsked = new CountDownLatch(4);
    Cache.Maker slow =
        workspace -> {
          made.incrementAndGet();
          return Files.writeString(workspace.resolve("x"), "whole");
        };

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Path>> results =
          IntStream.range(0, 4)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    allAsked.countDown();
                    allAsked.await();
                    // Each with a cache object of its own, as two processes would have.
                    return new Cache(root).obtain(NAME, slow);
                  }))
              .toList();

      for (Future<Path> result : results) {
        assertThat(result.get()).hasContent("whole");
      }
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void whatFailsLeavesNothingAndIsTriedAgain(@TempDir Path root) throws IOException {
    Cache cache = new Cache(root);

    assertThatThrownBy(() ->
            cache.obtain(
                NAME,
                workspace -> {
                  Files.writeString(workspace.resolve("half"), "half");
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");

    assertThat(visible(root.resolve("go"))).isEmpty();
    assertThat(cache.obtain(NAME, workspace -> Files.writeString(workspace.resolve("x"), "whole")))
        .hasContent("whole");
  }

  @Test
  void whatAKilledMakerLeftIsRemovedByTheNext(@TempDir Path root) throws IOException {
    Path left = Files.createDirectories(root.resolve("go/.thing.making-123"));
    Files.writeString(left.resolve("half"), "half");

    new Cache(root).obtain(NAME, workspace -> Files.writeString(workspace.resolve("x"), "whole"));

    assertThat(left).doesNotExist();
  }

  private static List<Path> visible(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> !file.toString().endsWith(".lock")).toList();
    }
  }
}
