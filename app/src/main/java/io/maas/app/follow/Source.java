package io.maas.app.follow;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A file or folder that `-f` names.
///
/// @param root absolute
/// @param folder whether it is a folder, as it was found at the start
public record Source(Path root, boolean folder) {

  public static Source of(Path root) {
    return new Source(root, Files.isDirectory(root));
  }

  /// What is noted on the resources that come from here.
  public String name() {
    return root.toString();
  }

  /// Whose changes may be changes of this.
  Path watched() {
    return folder ? root : root.resolveSibling(".").normalize();
  }

  /// Reads all that is there now. A file that is gone is not there; a folder that is gone, or the
  /// folder of a file, cannot be read, as nobody can tell whether somebody emptied it or took the
  /// disk away.
  void read(Look.Builder look) {
    List<Path> files;
    try {
      files = files();
    } catch (IOException e) {
      look.unreadable(root, problem(e, "a folder to read"));
      return;
    }
    for (Path file : files) {
      try {
        look.read(new Manifest(this, file, Files.readString(file)));
      } catch (IOException e) {
        look.unreadable(file, problem(e, "a file to read"));
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(watched())) {
      return folder
          ? entries.filter(Source::isManifest).sorted().toList()
          : entries.filter(root::equals).toList();
    }
  }

  /// Editors leave hidden files beside those that they save. A link that leads nowhere counts: it
  /// is a file that cannot be read.
  private static boolean isManifest(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"))
        && !Files.isDirectory(file);
  }

  private static String problem(IOException e, String expected) {
    String found =
        switch (e) {
          case NoSuchFileException _ -> "gone";
          case CharacterCodingException _ -> "not UTF-8";
          default -> e.toString();
        };
    return found + " (expected: " + expected + ")";
  }
}
