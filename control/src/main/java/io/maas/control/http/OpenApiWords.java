package io.maas.control.http;

import io.maas.control.access.Capacity;
import io.maas.control.access.Permission;
import io.maas.control.access.Reach;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What the document says in the same words whatever the routes are.
final class OpenApiWords {

  static final Function<String, Map<String, Object>> INFO =
      version -> {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", "maas");
        info.put("version", version);
        info.put(
            "description",
            "Models as a service: keys, subscriptions, models, usage and their administration."
                + " Members that one does not know are to be ignored in answers, as they are ignored"
                + " in requests.");
        info.put("license", Map.of("name", "Apache-2.0", "identifier", "Apache-2.0"));
        return info;
      };

  static final Map<String, Object> HEADERS =
      Map.of(
          "RequestId",
          Map.of(
              "description",
              "What the call goes by in logs: the client's X-Request-ID where that is 1 to 128 of"
                  + " A-Z, a-z, 0-9, '.', '_' and '-', else one of ours.",
              "required",
              true,
              "schema",
              Map.of("type", "string", "pattern", "^[A-Za-z0-9._-]{1,128}$")));

  static final Map<String, Object> SECURITY = security();

  private OpenApiWords() {}

  private static Map<String, Object> security() {
    Map<String, Object> schemes = new LinkedHashMap<>();
    schemes.put(
        "identityToken",
        Map.of(
            "type",
            "http",
            "scheme",
            "bearer",
            "description",
            "A token of a local user, of an OpenID provider or of Kubernetes."));
    schemes.put(
        "apiKey",
        Map.of(
            "type",
            "http",
            "scheme",
            "bearer",
            "bearerFormat",
            "sk-oai-...",
            "description",
            "An API key. It may ask about itself, and manage nothing."));
    schemes.put(
        "apiKeyHeader",
        Map.of(
            "type",
            "apiKey",
            "in",
            "header",
            "name",
            "x-api-key",
            "description",
            "An API key as Anthropic's clients send it."));
    return schemes;
  }

  /// What a caller may show.
  static List<Map<String, List<String>>> security(Permission permission) {
    if (permission.open()) {
      return List.of();
    }
    return permission.of(Capacity.KEY) == Reach.NONE
        ? List.of(Map.of("identityToken", List.of()))
        : List.of(
            Map.of("identityToken", List.of()),
            Map.of("apiKey", List.of()),
            Map.of("apiKeyHeader", List.of()));
  }

  /// Why a call is refused with a status.
  static String refusal(int status) {
    return switch (status) {
      case 400 -> "Something of the request is not as expected; the message names it.";
      case 401 -> "No credential, or none that is good.";
      case 403 -> "The caller may not.";
      case 404 -> "There is none, or none that the caller may know of.";
      case 409 -> "It is not so that this could be done.";
      case 413 -> "The body is too large.";
      case 429 -> "Too often; Retry-After says when to ask again.";
      case 503 -> "What is asked cannot be told now; asking again may help.";
      default -> "Refused.";
    };
  }
}
