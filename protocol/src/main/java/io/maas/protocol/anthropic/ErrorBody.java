package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An error as Anthropic says it: `{"type":"error","error":{"type","message"},"request_id"}`.
///
/// @param type the class of error, see [#typeOf(int)]
/// @param message for people
/// @param details for programs, beside the message; null if there are none
public record ErrorBody(String type, String message, @Nullable JsonNode details) {

  private static final String UNKNOWN = "api_error";
  private static final Set<String> TYPES =
      Set.of(
          "invalid_request_error",
          "authentication_error",
          "billing_error",
          "permission_error",
          "not_found_error",
          "request_too_large",
          "rate_limit_error",
          UNKNOWN,
          "overloaded_error",
          "timeout_error");

  /// An error without details.
  ///
  /// @param type any provider's class of error; what this dialect does not have becomes `api_error`
  public static ErrorBody of(@Nullable String type, String message) {
    return new ErrorBody(type != null && TYPES.contains(type) ? type : UNKNOWN, message, null);
  }

  /// Clients that keep their conversation with the provider ask again without it, and go on, if
  /// they are told so in just these words. Goes with status 400.
  public static ErrorBody threadUnsupported() {
    ObjectNode details =
        Json.MAPPER.createObjectNode().put("error_code", "thread_unsupported_request");
    details.putArray("unsupported").add("thread");
    return new ErrorBody(
        "invalid_request_error",
        "thread: found (expected: none, conversations are not kept here)",
        details);
  }

  /// The class of error that belongs to a status.
  public static String typeOf(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503, 529 -> "overloaded_error";
      case 504 -> "timeout_error";
      default -> status >= 400 && status < 500 ? "invalid_request_error" : UNKNOWN;
    };
  }

  /// The whole body of a refusal.
  public byte[] toJson(String requestId) {
    return tree(requestId).toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The error inside a stream. It is the end of it: this dialect has nothing after it.
  public byte[] toStreamEnd(String requestId) {
    return ("event: error\ndata: " + tree(requestId) + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode tree(String requestId) {
    ObjectNode root = Json.MAPPER.createObjectNode().put("type", "error");
    ObjectNode error = root.putObject("error").put("type", type).put("message", message);
    if (details != null) {
      error.set("details", details);
    }
    return root.put("request_id", requestId);
  }
}
