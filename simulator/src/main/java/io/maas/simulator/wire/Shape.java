package io.maas.simulator.wire;

/// The two shapes of a reply: chat with its deltas, and plain completions with their texts.
public enum Shape {
  CHAT("chatcmpl-", "chat.completion", "chat.completion.chunk", "\"delta\":{\"content\":\"", "\"}"),
  TEXT("cmpl-", "text_completion", "text_completion", "\"text\":\"", "\"");

  private final String idPrefix;
  private final String whole;
  private final String chunk;
  private final String beforePiece;
  private final String afterPiece;

  Shape(String idPrefix, String whole, String chunk, String beforePiece, String afterPiece) {
    this.idPrefix = idPrefix;
    this.whole = whole;
    this.chunk = chunk;
    this.beforePiece = beforePiece;
    this.afterPiece = afterPiece;
  }

  /// What a reply's id starts with.
  public String idPrefix() {
    return idPrefix;
  }

  String whole() {
    return whole;
  }

  String chunk() {
    return chunk;
  }

  String beforePiece() {
    return beforePiece;
  }

  String afterPiece() {
    return afterPiece;
  }
}
