package io.maas.systemtests.engine;

import io.maas.systemtests.server.Launched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A folder of ours with a `requirements.txt` that names versions and hashes, and what pip makes of
/// it elsewhere.
///
/// @param source the folder
public record PythonPackage(Path source) {

  /// What pip says where it gets no answer, or none with this machine in it. Whatever else it fails
  /// of is our mistake.
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "No matching distribution found|NewConnectionError|Max retries exceeded|timed out");

  private static final Pattern NO_PIP = Pattern.compile("No module named pip");

  private static final String REQUIREMENTS = "requirements.txt";

  /// What came of installing.
  public sealed interface Result {
    /// It is there.
    record Installed(Path folder) implements Result {}

    /// It cannot be had here.
    record OutOfReach(String why) implements Result {}
  }

  public static PythonPackage at(Path source) {
    return new PythonPackage(source);
  }

  /// Installs exactly what the requirements say, in a folder that Python is to have as its path.
  /// Nothing is fetched where the same was installed before.
  public Result installInto(Path folder) {
    try {
      Files.createDirectories(folder);
      Path installed = folder.resolve(".installed.txt");
      Path wanted = source.resolve(REQUIREMENTS);
      if (Files.exists(installed) && Files.mismatch(installed, wanted) < 0) {
        return new Result.Installed(folder);
      }
      Result result = pip(folder, wanted);
      if (result instanceof Result.Installed) {
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result pip(Path folder, Path requirements) throws IOException {
    List<String> command =
        List.of(
            "python3",
            "-m",
            "pip",
            "install",
            "--upgrade",
            "--no-deps",
            "--only-binary=:all:",
            "--require-hashes",
            "--target",
            folder.toString(),
            "-r",
            requirements.toString());
    Launched pip;
    try {
      pip = Launched.start(new ProcessBuilder(command), folder.resolve("pip"));
    } catch (IOException _) {
      return new Result.OutOfReach("python3: not on this machine (expected: one with pip)");
    }
    int code = pip.awaitExit();
    String said = pip.said();
    if (code == 0) {
      return new Result.Installed(folder);
    }
    if (NO_PIP.matcher(said).find()) {
      return new Result.OutOfReach("pip: not on this machine (expected: in python3)");
    }
    if (UNREACHABLE.matcher(said).find()) {
      return new Result.OutOfReach("PyPI is out of reach: " + lastError(said));
    }
    throw new IllegalStateException(
        "`%s` ended with %d (expected: 0):%n%s".formatted(String.join(" ", command), code, said));
  }

  private static String lastError(String said) {
    List<String> lines = said.lines().filter(Predicate.not(String::isBlank)).toList();
    return lines.stream()
        .filter(line -> line.startsWith("ERROR: "))
        .reduce((_, later) -> later)
        .orElse(lines.getLast())
        .replaceFirst("^ERROR: ", "");
  }
}
