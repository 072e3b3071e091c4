package io.maas.cli.connect;

import java.nio.file.Path;

/// One file of a client's configuration.
///
/// @param path where the client reads it
/// @param content what is to be in it
/// @param kind what may be done where something is there already
record Config(Path path, String content, Kind kind) {

  /// What may be done with a file that is there already.
  enum Kind {
    /// It is merged, as far as nothing has to be taken away.
    JSON,
    /// It is the client's, and stays: ours goes beside it.
    THEIRS,
    /// Nobody but this command writes it: it is replaced.
    OURS
  }

  /// A file that the client reads: ours if its name says so.
  static Config of(Path path, String content) {
    String name = path.getFileName().toString();
    boolean ours = name.startsWith("maas.");
    Kind theirs = name.endsWith(".json") ? Kind.JSON : Kind.THEIRS;
    return new Config(path, content, ours ? Kind.OURS : theirs);
  }

  @Override
  public String toString() {
    return "Config[" + path + "]";
  }
}
