package io.maas.systemtests.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// An engine that speaks chat completions and nothing else, and answers by a script: it calls one
/// tool if that is offered, and ends with words once it was told the result.
final class ScriptedEngine implements AutoCloseable {

  static final String HELLO = "Hello from upstream";
  static final String DONE = "Upstream was told: ";

  private final HttpServer server;
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
  private volatile @Nullable Call call;

  /// What the engine calls.
  ///
  /// @param tool as the client names it
  /// @param arguments JSON
  record Call(String tool, String arguments) {}

  private ScriptedEngine(HttpServer server) {
    this.server = server;
  }

  static ScriptedEngine start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      ScriptedEngine engine = new ScriptedEngine(HttpServer.create(address, 0));
      engine.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      engine.server.createContext("/v1/chat/completions", engine::answer);
      engine.server.start();
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Says hello to everybody from now on, and forgets what it was asked.
  void greets() {
    call = null;
    asked.clear();
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
    return asked.stream()
        .flatMap(ask -> results(ask).stream())
        .map(result -> result.path("content").asText())
        .findFirst();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode ask = Json.MAPPER.readTree(exchange.getRequestBody());
      asked.add(ask);
      boolean stream = ask.path("stream").asBoolean();
      byte[] body = (stream ? stream(ask) : whole(ask)).getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("content-type", stream ? "text/event-stream" : "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String whole(JsonNode ask) {
    ObjectNode answer = head("chat.completion");
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    Call due = due(ask);
    if (due == null) {
      message.put("content", words(ask));
    } else {
      message.putNull("content");
      described(message, due, due.arguments());
    }
    choice.put("finish_reason", due == null ? "stop" : "tool_calls");
    answer.set("usage", usage());
    return answer.toString();
  }

  private String stream(JsonNode ask) {
    StringBuilder events = new StringBuilder();
    Call due = due(ask);
    if (due == null) {
      String words = words(ask);
      int half = words.length() / 2;
      event(events, delta(words.substring(0, half)), null);
      event(events, delta(words.substring(half)), null);
    } else {
      ObjectNode first = Json.MAPPER.createObjectNode().put("role", "assistant");
      described(first, due, "");
      event(events, first, null);
      for (int i = 0; i < due.arguments().length(); i += 7) {
        ObjectNode more = Json.MAPPER.createObjectNode();
        String piece = due.arguments().substring(i, Math.min(i + 7, due.arguments().length()));
        ObjectNode one = more.putArray("tool_calls").addObject().put("index", 0);
        one.putObject("function").put("arguments", piece);
        event(events, more, null);
      }
    }
    event(events, Json.MAPPER.createObjectNode(), due == null ? "stop" : "tool_calls");
    if (ask.at("/stream_options/include_usage").asBoolean()) {
      ObjectNode last = head("chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage());
      events.append("data: ").append(last).append("\n\n");
    }
    return events.append("data: [DONE]\n\n").toString();
  }

  private @Nullable Call due(JsonNode ask) {
    Call wanted = call;
    boolean offered =
        wanted != null
            && ask.path("tools").findValuesAsText("name").contains(wanted.tool())
            && results(ask).isEmpty();
    return offered ? wanted : null;
  }

  private static String words(JsonNode ask) {
    List<JsonNode> results = results(ask);
    return results.isEmpty() ? HELLO : DONE + results.getFirst().path("content").asText();
  }

  private static List<JsonNode> results(JsonNode ask) {
    return StreamSupport.stream(ask.path("messages").spliterator(), false)
        .filter(message -> message.path("role").asText().equals("tool"))
        .toList();
  }

  private static ObjectNode head(String object) {
    return Json.MAPPER
        .createObjectNode()
        .put("id", "chatcmpl-1")
        .put("object", object)
        .put("created", 1_790_000_000)
        .put("model", "scripted");
  }

  private static ObjectNode usage() {
    return Json.MAPPER
        .createObjectNode()
        .put("prompt_tokens", 12)
        .put("completion_tokens", 5)
        .put("total_tokens", 17);
  }

  private static ObjectNode delta(String words) {
    return Json.MAPPER.createObjectNode().put("role", "assistant").put("content", words);
  }

  private static void described(ObjectNode message, Call due, String arguments) {
    ObjectNode one = message.putArray("tool_calls").addObject().put("index", 0);
    one.put("id", "call_1").put("type", "function");
    one.putObject("function").put("name", due.tool()).put("arguments", arguments);
  }

  private static void event(StringBuilder events, ObjectNode delta, @Nullable String finish) {
    ObjectNode chunk = head("chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", finish);
    events.append("data: ").append(chunk).append("\n\n");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
