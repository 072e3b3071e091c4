package io.maas.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What processes took of the machine until now, as the kernel counts it: all their threads, user
/// and system time.
///
/// @param cpuMicros time on a core; the kernel counts it in steps of 10 ms
/// @param residentBytes their memory now
public record Cost(long cpuMicros, long residentBytes) {

  /// `sysconf(_SC_CLK_TCK)`, which is 100 on every Linux.
  private static final long MICROS_PER_TICK = 10_000;

  private static final long PAGE = 4096;

  // Fields of /proc/PID/stat behind the name, which is in parentheses and may hold blanks.
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final int RESIDENT_PAGES = 21;

  /// Reads it; no processes cost nothing.
  public static Cost of(long[] pids) throws IOException {
    long cpu = 0;
    long resident = 0;
    for (long pid : pids) {
      String[] fields = stat(pid);
      cpu += Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
      resident += Long.parseLong(fields[RESIDENT_PAGES]);
    }
    return new Cost(cpu * MICROS_PER_TICK, resident * PAGE);
  }

  private static String[] stat(long pid) throws IOException {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    } catch (NoSuchFileException _) {
      throw new IllegalStateException("process " + pid + ": gone (expected: running to the end)");
    }
  }
}
