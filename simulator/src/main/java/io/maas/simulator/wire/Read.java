package io.maas.simulator.wire;

/// What became of a request's body: read, or refused.
public sealed interface Read<T> {
  record Ok<T>(T value) implements Read<T> {}

  record Refused<T>(ApiError error) implements Read<T> {}

  /// Refused where there is an error, else read.
  static <T> Read<T> of(Fields fields, T value) {
    var error = fields.error();
    return error == null ? new Ok<>(value) : new Refused<>(error);
  }
}
