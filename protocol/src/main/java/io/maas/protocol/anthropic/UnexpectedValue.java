package io.maas.protocol.anthropic;

import io.maas.domain.access.Refusal.BadRequest;

/// Ends the reading where a field holds what it must not.
final class UnexpectedValue extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String message;
  private final String field;

  /// @param message what was found and what was expected
  /// @param field the path of the field
  UnexpectedValue(String message, String field) {
    super(message, null, false, false);
    this.message = message;
    this.field = field;
  }

  BadRequest refusal() {
    return new BadRequest(message, field);
  }
}
