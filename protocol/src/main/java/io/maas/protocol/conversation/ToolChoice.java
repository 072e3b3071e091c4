package io.maas.protocol.conversation;

/// Whether the model may call tools.
public sealed interface ToolChoice {
  /// As it likes.
  record Auto() implements ToolChoice {}

  /// It must not.
  record Never() implements ToolChoice {}

  /// It must, whichever.
  record Required() implements ToolChoice {}

  /// It must, this one.
  record Named(String name) implements ToolChoice {}
}
