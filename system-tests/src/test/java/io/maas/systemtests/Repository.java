package io.maas.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The files of the project, from wherever the tests were started.
public final class Repository {

  private Repository() {}

  /// The folder that holds the launcher.
  public static Path root() {
    var start = Path.of("").toAbsolutePath();
    return Stream.iterate(start, folder -> folder != null, Path::getParent)
        .filter(folder -> Files.isExecutable(folder.resolve("mvnw")))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(start + " (expected: inside a clone of maas)"));
  }

  /// The modules: every folder at the root with a pom of its own.
  public static List<Path> modules() {
    return within(root(), 2, path -> path.endsWith("pom.xml")).stream()
        .map(Path::getParent)
        .filter(folder -> !folder.equals(root()))
        .toList();
  }

  /// A module's Java sources below `folder`, such as `src/main`; none if it has no such folder.
  public static List<Path> sources(Path module, String folder) {
    var start = module.resolve(folder);
    return Files.isDirectory(start)
        ? within(start, Integer.MAX_VALUE, path -> path.toString().endsWith(".java"))
        : List.of();
  }

  private static List<Path> within(Path start, int depth, Predicate<Path> wanted) {
    try (var paths = Files.walk(start, depth)) {
      return paths.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
