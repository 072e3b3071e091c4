package io.maas.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Who runs where: what is measured has one core, everything else another, so that neither takes
/// the other's time.
public final class Cores {

  /// The core of what is measured.
  public static final int MEASURED = 0;

  /// The core of everything else: load, engine, control plane, database.
  public static final int REST = 1;

  private static final int FEWEST = 2;

  private Cores() {}

  /// Moves this process, and whatever it starts from now on, to the core of the rest.
  public static void leaveToMeasured() throws IOException {
    int found = Runtime.getRuntime().availableProcessors();
    if (found < FEWEST) {
      throw new IllegalStateException(
          "cores: " + found + " (expected: >= 2, one for what is measured and one for the rest)");
    }
    String pid = Long.toString(ProcessHandle.current().pid());
    String said = Child.output("taskset", "-a", "-c", "-p", Integer.toString(REST), pid);
    if (!said.contains("new affinity list: " + REST)) {
      throw new IllegalStateException(
          "taskset: " + said + " (expected: affinity list " + REST + ")");
    }
  }

  /// A command that runs on the core of what is measured.
  static List<String> measured(List<String> command) {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(MEASURED)));
    pinned.addAll(command);
    return pinned;
  }
}
