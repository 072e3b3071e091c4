package io.maas.simulator.wire;

import java.util.function.Function;

/// What became of a request's body: read, or refused.
public sealed interface Read<T> {
  record Ok<T>(T value) implements Read<T> {}

  record Refused<T>(ApiError error) implements Read<T> {}

  /// Goes on with what was read; what was refused stays so.
  default <U> Read<U> then(Function<T, Read<U>> next) {
    return switch (this) {
      case Ok<T>(var value) -> next.apply(value);
      case Refused<T>(var error) -> new Refused<>(error);
    };
  }

  /// Refused where there is an error, else read.
  static <T> Read<T> of(Fields fields, T value) {
    var error = fields.error();
    return error == null ? new Ok<>(value) : new Refused<>(error);
  }
}
