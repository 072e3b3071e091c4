package io.maas.protocol.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Gives parsers changed bytes on a thread of its own, and is watched while it does: a reading may
/// take so much processor time (not time, which others take on a busy machine) and so much memory.
final class Reader extends Thread {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MOST_CPU = 10_000_000_000L;

  // What is allocated, of which what is held is a part; a reading of streams writes three dialects.
  private static final long MOST_BYTES = 64L << 20;
  private static final long MOST_BYTES_EACH = 4096;
  private static final int MOST_FINDINGS = 20;

  private record Now(Parser parser, byte[] bytes, long cpuAtStart) {}

  private final List<Parser> parsers;
  private final long deadline;
  private final long most;
  private final Random random;
  private final Havoc havoc;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private volatile @Nullable Now now;
  private long inputs;

  /// @param nanos for how long
  /// @param most how many inputs
  Reader(List<Parser> parsers, long nanos, long most, long seed) {
    super("fuzz");
    this.parsers = parsers;
    this.deadline = System.nanoTime() + nanos;
    this.most = most;
    this.random = new Random(seed);
    this.havoc = new Havoc(random);
    setDaemon(true); // one that hangs must not keep the others
  }

  /// Gives a parser these bytes and nothing else, here and now.
  static List<Finding> once(Parser parser, byte[] bytes) {
    Reader reader = new Reader(List.of(parser), 0, 0, 0);
    reader.read(parser, bytes);
    return List.copyOf(reader.findings.values());
  }

  @Override
  public void run() {
    while (inputs < most && System.nanoTime() < deadline && findings.size() < MOST_FINDINGS) {
      Parser parser = parsers.get(random.nextInt(parsers.size()));
      read(parser, havoc.of(parser.seeds()));
      inputs++;
    }
    now = null;
  }

  private void read(Parser parser, byte[] bytes) {
    now = new Now(parser, bytes, THREADS.getCurrentThreadCpuTime());
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      parser.read(bytes);
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      found(parser, bytes, e.getClass().getName() + place(e), e + " at " + place(e));
    }
    long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (taken > MOST_BYTES + MOST_BYTES_EACH * bytes.length) {
      found(parser, bytes, "memory", taken + " bytes of memory for " + bytes.length);
    }
  }

  private void found(Parser parser, byte[] bytes, String kind, String what) {
    findings.putIfAbsent(parser.name() + " " + kind, new Finding(parser, bytes, what));
  }

  private static String place(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    for (StackTraceElement each : trace) {
      if (each.getClassName().startsWith("io.maas.protocol")) {
        return each.toString();
      }
    }
    return trace.length == 0 ? "?" : trace[0].toString();
  }

  /// Waits for its end, or for a reading that has none.
  ///
  /// @return all that was found
  List<Finding> watch() throws InterruptedException {
    while (!join(java.time.Duration.ofMillis(500))) {
      Now reading = now;
      if (reading != null
          && THREADS.getThreadCpuTime(threadId()) - reading.cpuAtStart() > MOST_CPU
          && reading.equals(now)) {
        return List.of(new Finding(reading.parser(), reading.bytes(), "no end after 10 s of CPU"));
      }
    }
    return List.copyOf(findings.values());
  }

  /// How many it has given, once it has ended.
  long inputs() {
    return inputs;
  }
}
