package io.maas.simulator.wire;

import org.jspecify.annotations.Nullable;

/// A refusal, in vLLM's shape: `{"error":{"message":…,"type":…,"param":…,"code":400}}`.
public record ApiError(int status, String type, String message, @Nullable String param) {
  public static ApiError badRequest(String message, @Nullable String param) {
    return new ApiError(400, "BadRequestError", message, param);
  }

  public static ApiError unknownModel(String model) {
    return new ApiError(404, "NotFoundError", "The model `" + model + "` does not exist.", "model");
  }

  public static ApiError notFound(String what) {
    return new ApiError(404, "NotFoundError", what, null);
  }

  public static ApiError methodNotAllowed() {
    return new ApiError(405, "MethodNotAllowedError", "Method Not Allowed", null);
  }

  public static ApiError tooLarge(long mostBytes) {
    return new ApiError(
        413,
        "BadRequestError",
        "The request body is too large (expected: at most " + mostBytes + " bytes).",
        null);
  }

  public static ApiError queueFull(int waiting) {
    return new ApiError(
        503,
        "ServiceUnavailableError",
        "The queue is full: " + waiting + " requests are waiting. Please try again later.",
        null);
  }

  /// The error of an injected failure with this status.
  public static ApiError injected(int status) {
    var type =
        switch (status) {
          case 400 -> "BadRequestError";
          case 401 -> "AuthenticationError";
          case 403 -> "PermissionDeniedError";
          case 404 -> "NotFoundError";
          case 429 -> "RateLimitError";
          case 503 -> "ServiceUnavailableError";
          default -> status < 500 ? "BadRequestError" : "InternalServerError";
        };
    return new ApiError(status, type, "This failure was injected: status " + status + ".", null);
  }

  public byte[] toJson() {
    var out = new ByteWriter(160 + message.length());
    out.ascii("{\"error\":{\"message\":").string(message).ascii(",\"type\":").string(type);
    out.ascii(",\"param\":");
    if (param == null) {
      out.ascii("null");
    } else {
      out.string(param);
    }
    return out.ascii(",\"code\":").number(status).ascii("}}").toBytes();
  }
}
