package io.maas.cli.chat;

import io.maas.cli.shell.Shell;
import java.io.PrintWriter;
import java.util.Locale;

/// Where a conversation is seen: what is said goes to `out` as it comes, all else to `err`. What a
/// model writes reaches a terminal without the characters that would command it.
final class Screen {
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";
  private static final double NANOS = 1e9;

  private final Shell shell;
  private boolean thinking;

  Screen(Shell shell) {
    this.shell = shell;
  }

  /// Asks for the next thing that a person says.
  void prompt() {
    if (shell.terminal()) {
      shell.err().print("> ");
      shell.err().flush();
    }
  }

  void show(Piece piece) {
    switch (piece) {
      case Piece.Said(String text) -> {
        endThought();
        print(shell.out(), text);
      }
      case Piece.Thought(String text) -> think(text);
      case Piece.Broken(String why) -> {
        endThought();
        shell.out().println();
        shell.fail(why);
      }
      case Piece.Cut(String why) -> {
        endThought();
        shell.out().flush();
        shell.err().println();
        shell.remark("maas: the answer was cut off: " + why);
      }
      case Piece.Used _ -> {}
    }
  }

  /// Closes an answer, with what it took where a person looks.
  void end(Piece.Used used, long nanos) {
    endThought();
    shell.out().println();
    shell.out().flush();
    if (shell.terminal()) {
      String line =
          String.format(
              Locale.ROOT,
              "%d tokens in, %d out, %.1f s",
              used.input(),
              used.output(),
              nanos / NANOS);
      shell.remark(shell.colours() ? DIM + line + PLAIN : line);
    }
  }

  /// Nobody pipes thoughts.
  private void think(String text) {
    if (shell.terminal()) {
      if (!thinking && shell.colours()) {
        shell.err().print(DIM);
      }
      thinking = true;
      print(shell.err(), text);
    }
  }

  private void endThought() {
    if (thinking) {
      shell.err().println(shell.colours() ? PLAIN : "");
      shell.err().flush();
      thinking = false;
    }
  }

  private void print(PrintWriter to, String text) {
    to.print(shell.terminal() ? harmless(text) : text);
    to.flush();
  }

  /// Without control characters but tabs and ends of lines: an escape could forge what is on the
  /// screen, or type for its reader.
  static String harmless(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.chars()
        .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
        .forEach(c -> clean.append((char) c));
    return clean.toString();
  }
}
