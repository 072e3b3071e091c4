package io.maas.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// The session of an agent, as the known ones name it in their headers: Claude Code, OpenCode,
/// Codex.
final class SessionId {

  private static final String[] HEADERS = {
    "x-claude-code-session-id", "x-session-id", "session-id", "thread-id"
  };
  private static final int LONGEST = 128;

  private SessionId() {}

  /// Null where the client names none, or none that can be one.
  static @Nullable String of(HttpServerRequest request) {
    for (String header : HEADERS) {
      String id = request.getHeader(header);
      if (id != null && !id.isEmpty() && id.length() <= LONGEST) {
        return id;
      }
    }
    return null;
  }
}
