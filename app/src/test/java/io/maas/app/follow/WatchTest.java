package io.maas.app.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class WatchTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private final FakeControl control = new FakeControl();
  @TempDir Path folder;

  @Test
  void hearsOfFilesThatAreAddedSavedAndDeleted() throws Exception {
    try (Watch _ = watch(folder, NEVER)) {
      await(() -> control.asked() >= 1); // from here on it looks only when it is told
      Path file = Files.writeString(folder.resolve("a.yaml"), "one");
      await(() -> control.asked() >= 2 && control.names().equals(List.of("one")));
      Path saved = Files.writeString(folder.resolve(".a.yaml.swp"), "uno");
      Files.move(saved, file, StandardCopyOption.REPLACE_EXISTING);
      await(() -> control.asked() >= 3 && control.names().equals(List.of("uno")));
      Files.delete(file);
      await(() -> control.asked() >= 4 && control.names().isEmpty());
    }
  }

  @Test
  void looksFromTimeToTimeAtWhatNobodyTellsOf(@TempDir Path elsewhere) throws Exception {
    Path target = Files.writeString(elsewhere.resolve("target"), "one");
    Files.createSymbolicLink(folder.resolve("a.yaml"), target);

    try (Watch _ = watch(folder, Duration.ofMillis(20))) {
      await(() -> control.names().equals(List.of("one")));
      Files.writeString(target, "one\ntwo");

      await(() -> control.names().equals(List.of("one", "two")));
    }
  }

  @Test
  void followsNoMoreWhenItIsClosed() throws Exception {
    Watch watch = watch(folder, Duration.ofMillis(20));

    watch.close();
    Files.writeString(folder.resolve("a.yaml"), "one");

    assertThat(watch.isRunning()).isFalse();
    assertThat(control.applied()).isEmpty();
  }

  private Watch watch(Path root, Duration seldom) throws IOException {
    List<Source> sources = List.of(Source.of(root));
    return Watch.start(
        new Follower(sources, control, System::nanoTime, Duration.ofMillis(50)), sources, seldom);
  }

  private static void await(BooleanSupplier fact) {
    while (!fact.getAsBoolean()) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
