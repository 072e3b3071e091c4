package io.maas.simulator.book;

/// How a request ended.
public enum Status {
  /// It was answered whole.
  COMPLETED("completed"),
  /// The client went away before the end.
  ABORTED("aborted"),
  /// An injected failure cut the reply, spoiled it or took its place.
  FAILED("failed"),
  /// It was refused: nothing was generated.
  REFUSED("refused");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
