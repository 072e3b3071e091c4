package io.maas.simulator.answer;

/// Why an answer ended, in the words of the OpenAI API.
public enum Finish {
  STOP("stop"),
  LENGTH("length"),
  TOOL_CALLS("tool_calls");

  private final String word;

  Finish(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
