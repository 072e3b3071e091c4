package io.maas.cli.testing;

import io.maas.cli.Commands;
import io.maas.cli.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Somebody who calls commands, and what they see.
public final class Caller {
  /// The caller's time.
  public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final Map<String, String> environment = new HashMap<>();
  private Path home = Path.of("/nowhere");
  private String piped = "";
  private boolean terminal;

  /// A caller who may ask a control.
  public static Caller of(FakeControl control) {
    return new Caller().with("MAAS_URL", control.url()).with("MAAS_TOKEN", "secret-token");
  }

  /// With an environment variable.
  public Caller with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// With a home directory.
  public Caller at(Path directory) {
    home = directory;
    return this;
  }

  /// With something piped in.
  public Caller piping(String text) {
    piped = text;
    return this;
  }

  /// At a terminal.
  public Caller atTerminal() {
    terminal = true;
    return this;
  }

  /// Calls a command.
  public Seen call(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var shell =
        new Shell(
            environment,
            home,
            new ByteArrayInputStream(piped.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            terminal,
            () -> NOW);
    int code = Commands.of(shell, () -> 0, Map.of()).execute(arguments);
    return new Seen(code, out.toString(), err.toString());
  }

  /// What the caller sees.
  public record Seen(int code, String out, String err) {}
}
