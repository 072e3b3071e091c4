package io.maas.cli.http;

/// Control could not be spoken to. Its message is one line: what was tried, what happened and what
/// to do.
public final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
