package io.maas.simulator.text;

/// One message of a conversation as the template sees it: who speaks, all its text (its tool calls'
/// included), and how many images came with it.
public record Message(String role, String text, int images) {
  public static Message of(String role, String text) {
    return new Message(role, text, 0);
  }
}
