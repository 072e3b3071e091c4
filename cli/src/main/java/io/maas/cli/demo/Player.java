package io.maas.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.http.Control;
import io.maas.cli.http.Response;
import io.maas.cli.http.Wire;
import java.util.List;
import java.util.Optional;

/// The user of the story: holds an identity and what it is exchanged for, and sends the requests of
/// the story's own `curl` lines.
///
/// @param wire to the gateway
/// @param name the user
/// @param identity the user's identity token
record Player(Wire wire, String name, String identity) {
  static final String MODEL = "ibm-granite/granite-3.1-2b-instruct";
  static final String CHAT = "/llm/ibm-granite-2b-gpu/v1/chat/completions";

  /// A credential for some minutes.
  ///
  /// @param token what inference takes
  /// @param subscription what it is bound to
  record Pass(String token, String subscription) {
    static Pass of(String token, String subscription) {
      return new Pass(token, Tally.bare(subscription));
    }
  }

  /// Asks for a pass; empty, with what came instead, if there is none.
  Optional<Pass> pass() {
    JsonNode wish = JsonNodeFactory.instance.objectNode().put("expiration", "10m");
    Response response = wire.send("POST", Control.ROOT + "/tokens", identity, wish);
    String token = response.tree().path("token").asText("");
    if (token.isEmpty()) {
      return Optional.empty();
    }
    Response self = wire.send("GET", Control.ROOT + "/whoami", token, null);
    return Optional.of(Pass.of(token, self.tree().path("key").path("subscription").asText("")));
  }

  /// The models that a pass opens.
  List<String> models(Pass pass) {
    Response response = wire.send("GET", Control.ROOT + "/models", pass.token(), null);
    return response.tree().path("data").findValuesAsText("id");
  }

  /// Says something to the model of the story.
  Turn say(Pass pass, String text, int maxTokens) {
    return Turn.of(wire.send("POST", CHAT, pass.token(), chat(text, maxTokens)));
  }

  private static ObjectNode chat(String text, int maxTokens) {
    ObjectNode chat = JsonNodeFactory.instance.objectNode().put("model", MODEL);
    chat.putArray("messages").addObject().put("role", "user").put("content", text);
    return chat.put("max_tokens", maxTokens);
  }

  /// The `curl` line of what [#say] sends.
  static String curl(String text, int maxTokens) {
    return curl("curl -sS", text, maxTokens);
  }

  /// The same, where only the status is of interest.
  static String curlForStatus(String text, int maxTokens) {
    return curl("curl -sS -o /dev/null -w '%{http_code}\\n'", text, maxTokens);
  }

  private static String curl(String command, String text, int maxTokens) {
    return """
    %s "$MAAS_URL%s" \\
      -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
      -d '%s'\
    """
        .formatted(command, CHAT, chat(text, maxTokens));
  }
}
