package io.maas.cli.login;

import io.maas.cli.shell.Shell;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Asks for what must not be seen: at a terminal unseen, else the next line of standard input.
record Secrets(Shell shell) {

  String ask(String prompt) {
    Console console = shell.terminal() ? System.console() : null;
    if (console != null && console.isTerminal()) {
      char[] typed = console.readPassword("%s", prompt);
      return typed == null ? "" : new String(typed);
    }
    try {
      return line(shell.in());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Byte by byte, so that what follows the line is left for who asks next.
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", "");
  }
}
