package io.maas.app.start;

/// The server cannot start here. Its message is one line for the person who started it: what was
/// found and what to do.
public final class CannotStart extends Exception {
  private static final long serialVersionUID = 1L;

  public CannotStart(String message) {
    super(message);
  }

  public CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
