package io.maas.cli.shell;

/// What the process returns: scripts rely on these.
public final class ExitCode {
  /// It was done.
  public static final int OK = 0;

  /// It was understood and could not be done: refused, not found, not reachable.
  public static final int FAILED = 1;

  /// It was not understood: an unknown command or option, or a value that no command takes.
  public static final int USAGE = 2;

  /// Of `maas diff`: something would change.
  public static final int DIFFERS = 1;

  /// Of `maas diff`: that could not be told. Elsewhere it is [#FAILED], which means something else
  /// there.
  public static final int NOT_COMPARED = 3;

  private ExitCode() {}
}
