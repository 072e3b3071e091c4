package io.maas.control.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an endpoint answers.
public sealed interface Reply {

  /// It is done, and the answer is long.
  ///
  /// @param parts of the body; asked for the next one when the client has taken the one before
  record Streamed(String contentType, Parts parts) implements Reply {}

  /// The parts of a long answer.
  @FunctionalInterface
  interface Parts {
    /// The next one; empty at the end. May block.
    Optional<String> next();
  }

  /// It is done.
  ///
  /// @param json the body; empty for none
  /// @param headers further headers
  record Answered(int status, String json, Map<String, String> headers) implements Reply {}

  /// It is not done. How this looks on the wire is the route's business.
  ///
  /// @param message what was found and what was expected
  /// @param more further members of the error, such as `code`
  record Refused(int status, String message, Map<String, Object> more) implements Reply {
    /// With one more member.
    public Refused with(String name, Object value) {
      return new Refused(status, message, Map.of(name, value));
    }
  }

  /// 200 with a body.
  static Answered ok(Object body) {
    return new Answered(200, Json.write(body), Map.of());
  }

  /// 200 with a list.
  static Answered list(List<?> data) {
    return ok(new Listed("list", data));
  }

  /// 201 with what is new.
  static Answered created(Object body) {
    return new Answered(201, Json.write(body), Map.of());
  }

  /// 202: it is done soon.
  static Answered accepted(Object body) {
    return new Answered(202, Json.write(body), Map.of());
  }

  /// 204, and nothing more to say.
  static Answered done() {
    return new Answered(204, "", Map.of());
  }

  static Refused badRequest(String message) {
    return new Refused(400, message, Map.of());
  }

  static Refused forbidden(String message) {
    return new Refused(403, message, Map.of());
  }

  static Refused notFound(String message) {
    return new Refused(404, message, Map.of());
  }

  static Refused conflict(String message) {
    return new Refused(409, message, Map.of());
  }

  /// How lists look.
  record Listed(String object, List<?> data) {}
}
