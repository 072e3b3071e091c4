package io.maas.systemtests.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.maas.protocol.json.Json;
import io.maas.systemtests.client.ScriptedEngine.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// An engine that speaks Anthropic's messages and nothing else, as that provider does: every block
/// has its events, usage comes at the start and at the end. It refuses what Anthropic refuses of a
/// conversation: sides that do not alternate, and a request without `max_tokens`.
final class ScriptedClaude implements AutoCloseable {

  private final HttpServer server;
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
  private volatile @Nullable Call call;

  private ScriptedClaude(HttpServer server) {
    this.server = server;
  }

  static ScriptedClaude start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      ScriptedClaude engine = new ScriptedClaude(HttpServer.create(address, 0));
      engine.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      engine.server.createContext("/v1/messages", engine::answer);
      engine.server.start();
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Calls a tool from now on, wherever it is offered, and forgets what it was asked.
  void calls(Call wanted) {
    call = wanted;
    asked.clear();
  }

  /// All that it was asked since the script was set.
  List<JsonNode> asked() {
    return List.copyOf(asked);
  }

  /// What the first tool brought that somebody told the result of.
  Optional<String> told() {
    return asked.stream().flatMap(ask -> result(ask).stream()).findFirst();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode ask = Json.MAPPER.readTree(exchange.getRequestBody());
      asked.add(ask);
      boolean sound = ask.path("max_tokens").asInt() > 0 && alternates(ask.path("messages"));
      boolean stream = sound && ask.path("stream").asBoolean();
      String said =
          !sound
              ? "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}"
              : stream ? stream(ask) : whole(ask).toString();
      byte[] body = said.getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("content-type", stream ? "text/event-stream" : "application/json");
      exchange.sendResponseHeaders(sound ? 200 : 400, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /// The user's side first; instructions in the middle are a role that the newest models take.
  private static boolean alternates(JsonNode messages) {
    String before = "assistant";
    for (JsonNode message : messages) {
      String role = message.path("role").asText();
      if (!role.equals("system")) {
        if (role.equals(before)) {
          return false;
        }
        before = role;
      }
    }
    return before.equals("user");
  }

  private ObjectNode whole(JsonNode ask) {
    Call due = due(ask);
    ObjectNode message = message();
    ObjectNode block = message.withArray("content").addObject();
    if (due == null) {
      block.put("type", "text").put("text", words(ask));
    } else {
      block.put("type", "tool_use").put("id", "toolu_1").put("name", due.tool());
      block.set("input", read(due.arguments()));
    }
    message.put("stop_reason", due == null ? "end_turn" : "tool_use");
    message.putObject("usage").put("input_tokens", 12).put("output_tokens", 5);
    return message;
  }

  private String stream(JsonNode ask) {
    Call due = due(ask);
    StringBuilder events = new StringBuilder();
    ObjectNode start = event("message_start");
    ObjectNode message = message();
    message.putObject("usage").put("input_tokens", 12).put("output_tokens", 1);
    start.set("message", message);
    add(events, start);
    ObjectNode begin = event("content_block_start").put("index", 0);
    ObjectNode block = begin.putObject("content_block");
    if (due == null) {
      block.put("type", "text").put("text", "");
    } else {
      block.put("type", "tool_use").put("id", "toolu_1").put("name", due.tool()).putObject("input");
    }
    add(events, begin);
    String said = due == null ? words(ask) : due.arguments();
    for (int i = 0; i < said.length(); i += 7) {
      ObjectNode piece = event("content_block_delta").put("index", 0);
      piece
          .putObject("delta")
          .put("type", due == null ? "text_delta" : "input_json_delta")
          .put(
              due == null ? "text" : "partial_json",
              said.substring(i, Math.min(i + 7, said.length())));
      add(events, piece);
    }
    add(events, event("content_block_stop").put("index", 0));
    ObjectNode end = event("message_delta");
    end.putObject("delta").put("stop_reason", due == null ? "end_turn" : "tool_use");
    end.putObject("usage").put("output_tokens", 5);
    add(events, end);
    add(events, event("message_stop"));
    return events.toString();
  }

  private @Nullable Call due(JsonNode ask) {
    Call wanted = call;
    boolean offered =
        wanted != null
            && ask.path("tools").findValuesAsText("name").contains(wanted.tool())
            && result(ask).isEmpty();
    return offered ? wanted : null;
  }

  private static String words(JsonNode ask) {
    return result(ask).map(told -> ScriptedEngine.DONE + told).orElse(ScriptedEngine.HELLO);
  }

  /// A result is a string, or blocks of text.
  private static Optional<String> result(JsonNode ask) {
    for (JsonNode message : ask.path("messages")) {
      for (JsonNode block : message.path("content")) {
        if (block.path("type").asText().equals("tool_result")) {
          JsonNode content = block.path("content");
          return Optional.of(
              content.isTextual()
                  ? content.textValue()
                  : String.join("\n", content.findValuesAsText("text")));
        }
      }
    }
    return Optional.empty();
  }

  private static ObjectNode message() {
    ObjectNode message = Json.MAPPER.createObjectNode();
    message.put("id", "msg_1").put("type", "message").put("role", "assistant");
    message.put("model", "scripted").putArray("content");
    return message.putNull("stop_reason").putNull("stop_sequence");
  }

  private static JsonNode read(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode event(String type) {
    return Json.MAPPER.createObjectNode().put("type", type);
  }

  private static void add(StringBuilder events, ObjectNode event) {
    events.append("event: ").append(event.path("type").asText()).append('\n');
    events.append("data: ").append(event).append("\n\n");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
