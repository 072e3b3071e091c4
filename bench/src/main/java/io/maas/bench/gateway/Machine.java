package io.maas.bench.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// What the figures were measured on.
///
/// @param cores how many the machine has
/// @param processor its name
/// @param kernel of Linux
/// @param java of the program
/// @param loadAverage of the last minute, before the bench began: how quiet it was
/// @param date in UTC
record Machine(
    int cores, String processor, String kernel, String java, double loadAverage, String date) {

  static Machine now() throws IOException {
    String load = Files.readString(Path.of("/proc/loadavg"));
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        nameOfProcessor(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.runtime.version"),
        Double.parseDouble(load.substring(0, load.indexOf(' '))),
        LocalDate.now(ZoneOffset.UTC).toString());
  }

  private static String nameOfProcessor() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  String line() {
    return "%s, %d cores (%s), %s, JDK %s, load average %.1f before the run"
        .formatted(date, cores, processor, kernel, java, loadAverage);
  }
}
