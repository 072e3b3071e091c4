package io.maas.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What came over the wire.
///
/// @param status the HTTP status
/// @param headers the first value of each, under its name in lower case
/// @param body as it came
public record Response(int status, Map<String, String> headers, String body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Response {
    headers = Map.copyOf(headers);
  }

  /// Whether it says that it was done.
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /// A header's value.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// The body as a tree; empty if it is no JSON.
  public Optional<JsonNode> json() {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  /// The body as a tree; a missing node if it is no JSON.
  public JsonNode tree() {
    return json().orElse(MissingNode.getInstance());
  }
}
