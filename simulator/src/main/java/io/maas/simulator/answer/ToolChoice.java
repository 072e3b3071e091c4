package io.maas.simulator.answer;

/// Which tool the client wants called.
public sealed interface ToolChoice {
  /// None, whatever is offered.
  record Never() implements ToolChoice {}

  /// The model's decision.
  record Free() implements ToolChoice {}

  /// Any, but one.
  record Required() implements ToolChoice {}

  /// This one.
  record Named(String name) implements ToolChoice {}
}
