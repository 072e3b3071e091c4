package io.maas.systemtests.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How clients ask, and what they look at in the answers.
enum ClientDialect {
  CHAT(Chat.PATH, "/choices/0/message/content", "/choices/0/delta/content", EventStream.DONE) {
    @Override
    ObjectNode ask(String model, String system, String question) {
      ObjectNode chat = settings(model, "max_tokens");
      chat.putArray("messages").add(message("system", system)).add(message("user", question));
      chat.putObject("stream_options").put("include_usage", true);
      return chat;
    }

    @Override
    ObjectNode tool(String name, ObjectNode schema) {
      ObjectNode tool = Json.MAPPER.createObjectNode().put("type", "function");
      tool.putObject("function").put("name", name).set("parameters", schema);
      return tool;
    }

    @Override
    Call call(JsonNode answer) {
      JsonNode call = answer.at("/choices/0/message/tool_calls/0/function");
      return new Call(call.path("name").asText(), Answer.tree(call.path("arguments").asText()));
    }
  },

  MESSAGES("/v1/messages", "/content/0/text", "/delta/text", "message_stop") {
    @Override
    ObjectNode ask(String model, String system, String question) {
      ObjectNode chat = settings(model, "max_tokens").put("system", system);
      chat.putArray("messages").add(message("user", question));
      return chat;
    }

    @Override
    ObjectNode tool(String name, ObjectNode schema) {
      return Json.MAPPER.createObjectNode().put("name", name).set("input_schema", schema);
    }

    @Override
    Call call(JsonNode answer) {
      JsonNode call = last(answer.path("content"));
      return new Call(call.path("name").asText(), call.path("input"));
    }
  },

  RESPONSES("/v1/responses", "/output/0/content/0/text", "/delta", "response.completed") {
    @Override
    ObjectNode ask(String model, String system, String question) {
      return settings(model, "max_output_tokens")
          .put("instructions", system)
          .put("input", question)
          .put("store", false);
    }

    @Override
    ObjectNode tool(String name, ObjectNode schema) {
      return Json.MAPPER
          .createObjectNode()
          .put("type", "function")
          .put("name", name)
          .set("parameters", schema);
    }

    @Override
    Call call(JsonNode answer) {
      JsonNode call = last(answer.path("output"));
      return new Call(call.path("name").asText(), Answer.tree(call.path("arguments").asText()));
    }
  };

  /// What all of them ask for.
  static final int MAX_TOKENS = 77;

  static final double TEMPERATURE = 0.5;

  private static final List<String> USAGES = List.of("/usage", "/message/usage", "/response/usage");

  private final String path;
  private final String text;
  private final String piece;
  private final String end;

  ClientDialect(String path, String text, String piece, String end) {
    this.path = path;
    this.text = text;
    this.piece = piece;
    this.end = end;
  }

  /// Where it asks.
  String path() {
    return path;
  }

  /// A request for an answer, with settings that any provider can be told.
  abstract ObjectNode ask(String model, String system, String question);

  /// A tool as it is offered.
  abstract ObjectNode tool(String name, ObjectNode schema);

  /// What an answer that came whole wants called.
  abstract Call call(JsonNode answer);

  /// A wish that a tool be called.
  record Call(String name, JsonNode arguments) {}

  /// The text of an answer that came whole.
  String text(JsonNode answer) {
    return answer.at(text).asText("");
  }

  /// The text of an answer that came in pieces.
  String text(List<JsonNode> events) {
    return events.stream().map(event -> event.at(piece).asText("")).collect(Collectors.joining());
  }

  /// Whether nothing comes after this event.
  boolean isEnd(String event) {
    String name = event.equals(EventStream.DONE) ? event : Answer.tree(event).path("type").asText();
    return name.equals(end);
  }

  /// What a client knows of the usage at the end of an answer, whole or in pieces.
  static Usage usage(List<JsonNode> told) {
    return new Usage(
        last(told, "prompt_tokens", "input_tokens"),
        last(told, "completion_tokens", "output_tokens"));
  }

  /// Tokens of prompt and answer.
  record Usage(long input, long output) {}

  private static long last(List<JsonNode> told, String... names) {
    return told.stream()
        .flatMap(event -> USAGES.stream().map(event::at))
        .flatMap(usage -> Stream.of(names).map(usage::path))
        .filter(JsonNode::isNumber)
        .mapToLong(JsonNode::asLong)
        .reduce((_, later) -> later)
        .orElseThrow(() -> new AssertionError("no " + List.of(names) + " in " + told));
  }

  private static ObjectNode settings(String model, String limit) {
    return Json.MAPPER
        .createObjectNode()
        .put("model", model)
        .put(limit, MAX_TOKENS)
        .put("temperature", TEMPERATURE);
  }

  private static JsonNode last(JsonNode array) {
    return array.path(array.size() - 1);
  }

  private static ObjectNode message(String role, String content) {
    return Json.MAPPER.createObjectNode().put("role", role).put("content", content);
  }
}
