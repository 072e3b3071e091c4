package io.maas.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// The server-sent events of a reply.
record Events(List<String> data) {
  static Events of(String body) {
    var data = new ArrayList<String>();
    body.lines()
        .filter(line -> line.startsWith("data: "))
        .forEach(line -> data.add(line.substring("data: ".length())));
    return new Events(data);
  }

  /// Whether the dialect's last event came.
  boolean done() {
    return !data.isEmpty() && data.getLast().equals("[DONE]");
  }

  List<JsonNode> chunks() {
    return data.stream()
        .filter(text -> !text.equals("[DONE]"))
        .map(RunningSimulator::json)
        .toList();
  }

  /// The text of a chat's choice.
  String content(int choice) {
    var text = new StringBuilder();
    for (var chunk : chunks()) {
      for (var each : chunk.path("choices")) {
        if (each.path("index").asInt() == choice) {
          text.append(each.at("/delta/content").asText(each.path("text").asText("")));
        }
      }
    }
    return text.toString();
  }

  /// The finish reasons, in the order in which they came.
  List<String> finishReasons() {
    var reasons = new ArrayList<String>();
    for (var chunk : chunks()) {
      for (var choice : chunk.path("choices")) {
        if (choice.hasNonNull("finish_reason")) {
          reasons.add(choice.path("finish_reason").asText());
        }
      }
    }
    return reasons;
  }

  /// The usages that were sent, in order.
  List<JsonNode> usages() {
    return chunks().stream()
        .filter(chunk -> chunk.has("usage"))
        .map(chunk -> chunk.path("usage"))
        .toList();
  }
}
