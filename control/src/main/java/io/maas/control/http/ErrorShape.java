package io.maas.control.http;

import io.maas.control.api.Schema;
import io.maas.control.call.Json;
import io.maas.control.call.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a refusal looks. The reference has one shape for what inference clients read and another for
/// what key management reads.
enum ErrorShape {
  /// `{"error":{"message":...,"type":...}}`.
  OPENAI("OpenAiError") {
    @Override
    String write(Reply.Refused refused) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("message", refused.message());
      error.put("type", type(refused.status()));
      error.putAll(refused.more());
      return Json.write(Map.of("error", error));
    }

    @Override
    Schema schema(Map<String, Schema> more) {
      Schema error = Schema.object().needs("message", Schema.text()).needs("type", Schema.text());
      return Schema.object().needs("error", with(more, error));
    }
  },
  /// `{"error":"...","details":"..."}`, where the reference tells of tenants.
  DETAILED("DetailedError") {
    @Override
    String write(Reply.Refused refused) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("error", type(refused.status()));
      body.put("details", refused.message());
      body.putAll(refused.more());
      return Json.write(body);
    }

    @Override
    Schema schema(Map<String, Schema> more) {
      return with(
          more, Schema.object().needs("error", Schema.text()).needs("details", Schema.text()));
    }
  },
  /// `{"error":"..."}`, with `code` and the like beside it.
  FLAT("Error") {
    @Override
    String write(Reply.Refused refused) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("error", refused.message());
      body.putAll(refused.more());
      return Json.write(body);
    }

    @Override
    Schema schema(Map<String, Schema> more) {
      return with(more, Schema.object().needs("error", Schema.text()));
    }
  };

  private final String title;

  ErrorShape(String title) {
    this.title = title;
  }

  /// What the document calls it.
  String title() {
    return title;
  }

  abstract String write(Reply.Refused refused);

  /// What [#write] writes.
  ///
  /// @param more what a route's refusals say beside the message
  abstract Schema schema(Map<String, Schema> more);

  private static Schema with(Map<String, Schema> more, Schema error) {
    Schema whole = error;
    for (Map.Entry<String, Schema> member : more.entrySet()) {
      whole = whole.tells(member.getKey(), member.getValue());
    }
    return whole;
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }
}
