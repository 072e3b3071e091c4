package io.maas.cli.demo;

import io.maas.cli.output.Table;
import io.maas.cli.shell.Shell;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/// Tells the story, and remembers what was not as told.
final class Narrator {
  private static final String BOLD = "1";
  private static final String GREEN = "32";
  private static final String RED = "31";
  private static final String DIM = "2";

  private final Shell shell;
  private final List<String> surprises = new ArrayList<>();
  private int chapter;

  Narrator(Shell shell) {
    this.shell = shell;
  }

  /// Begins a chapter.
  void chapter(String title) {
    chapter++;
    say("");
    say(styled(BOLD, chapter + ". " + title));
  }

  /// Says a line.
  void say(String line) {
    shell.out().println(line);
    shell.out().flush();
  }

  /// Shows a command that the reader could type, before it is done.
  void command(String command) {
    command.lines().map(line -> styled(DIM, "   " + line)).forEach(this::say);
  }

  /// Says a line about what was just done.
  void result(String line) {
    say("   " + line);
  }

  /// Says what was seen, and whether it is what the story tells.
  ///
  /// @param asTold whether it is
  /// @param seen what was seen
  /// @param told what the story tells
  void expect(boolean asTold, String seen, String told) {
    if (asTold) {
      result(styled(GREEN, "ok") + "  " + seen);
    } else {
      String surprise = seen + " (expected: " + told + ")";
      surprises.add(surprise);
      result(styled(RED, "NOT AS TOLD") + "  " + surprise);
    }
  }

  /// Shows figures.
  void table(Table table) {
    var text = new StringWriter();
    table.print(new PrintWriter(text), false);
    text.toString().lines().forEach(this::result);
  }

  /// What was not as told, in order.
  List<String> surprises() {
    return List.copyOf(surprises);
  }

  /// A text that is good news.
  String good(String text) {
    return styled(GREEN, text);
  }

  /// A text that is bad news.
  String bad(String text) {
    return styled(RED, text);
  }

  private String styled(String style, String text) {
    return shell.colours() ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
  }
}
