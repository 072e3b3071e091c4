package io.maas.systemtests.server;

import io.maas.systemtests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program as the build laid it, and the command lines that start it.
public final class Program {

  /// Another class path than the build's, for those who work without it.
  private static final String CLASS_PATH = "maas.program";

  /// As `./maas` starts servers, with a heap that leaves room for several on one machine.
  private static final List<String> JVM =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseParallelGC",
          "-Xmx512m");

  private Program() {}

  /// A process that is to run the program with these arguments, and with none of the variables that
  /// would configure it from outside.
  public static ProcessBuilder process(List<String> arguments) {
    return process(classPath(), arguments);
  }

  /// The same for a program that was built elsewhere.
  static ProcessBuilder process(String classPath, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", classPath, "io.maas.app.Maas"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("MAAS_"));
    return builder.redirectInput(Path.of("/dev/null").toFile());
  }

  private static String classPath() {
    String given = System.getProperty(CLASS_PATH);
    if (given != null) {
      return given;
    }
    Path lib = Repository.root().resolve("app/target/maas/lib");
    if (!Files.isDirectory(lib)) {
      throw new IllegalStateException(
          lib + ": no such folder (expected: built, by `./maas build`)");
    }
    return lib + "/*";
  }

  /// Runs a command of the program to its end.
  ///
  /// @param folder where what it says is kept
  public static Ended run(Path folder, List<String> arguments) throws IOException {
    Launched launched = Launched.start(process(arguments), folder.resolve(arguments.getFirst()));
    return new Ended(launched.awaitExit(), launched.said());
  }

  /// How a command ended.
  ///
  /// @param said what it said, on both streams
  public record Ended(int code, String said) {}
}
