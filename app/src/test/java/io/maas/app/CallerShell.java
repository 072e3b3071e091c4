package io.maas.app;

import io.maas.cli.shell.Shell;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// Somebody who starts the program in a test, and what they see.
public final class CallerShell {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Shell shell;

  public CallerShell(Path home, Map<String, String> environment) {
    shell =
        new Shell(
            environment,
            home,
            InputStream.nullInputStream(),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            () -> Instant.EPOCH);
  }

  public Shell shell() {
    return shell;
  }

  public String out() {
    return out.toString();
  }

  public String err() {
    return err.toString();
  }
}
