package io.maas.systemtests.outage;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/// The clock on the wall of a process, which a test sets: Debian's libfaketime before the C
/// library. The monotonic clock is let alone, as the kernel lets it alone when somebody sets the
/// other.
///
/// @param file says how far it is off
record SteppedClock(Path file) {

  private static final Path LIBRARY =
      Path.of("/usr/lib/%s-linux-gnu/faketime/libfaketimeMT.so.1".formatted(architecture()));

  private static String architecture() {
    String name = System.getProperty("os.arch");
    return name.equals("amd64") ? "x86_64" : name;
  }

  /// A clock that is right. Skips the test where the library is not installed.
  ///
  /// @param folder for a file
  static SteppedClock in(Path folder) {
    assumeThat(Files.isReadable(LIBRARY))
        .as("libfaketime is not installed (apt-get install libfaketime)")
        .isTrue();
    SteppedClock clock = new SteppedClock(folder.resolve("clock"));
    clock.set(Duration.ZERO);
    return clock;
  }

  /// What a process needs in its environment to go by it.
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        LIBRARY.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // Its mending of waits makes those of the JVM end at once: they would spin.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /// Sets it; the process sees it within a second.
  ///
  /// @param off from the true time
  void set(Duration off) {
    try {
      Path next =
          Files.writeString(file.resolveSibling("clock.next"), "%+d\n".formatted(off.toSeconds()));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
