package io.maas.control.http;

import io.maas.control.call.Json;
import io.maas.control.call.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a refusal looks. The reference has one shape for what inference clients read and another for
/// what key management reads.
enum ErrorShape {
  /// `{"error":{"message":...,"type":...}}`.
  OPENAI {
    @Override
    String write(Reply.Refused refused) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("message", refused.message());
      error.put("type", type(refused.status()));
      error.putAll(refused.more());
      return Json.write(Map.of("error", error));
    }
  },
  /// `{"error":"..."}`, with `code` and the like beside it.
  FLAT {
    @Override
    String write(Reply.Refused refused) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("error", refused.message());
      body.putAll(refused.more());
      return Json.write(body);
    }
  };

  abstract String write(Reply.Refused refused);

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }
}
