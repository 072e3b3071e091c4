package io.maas.control.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Compares two documents of an API, and names what of the later one breaks clients that were
/// written for the earlier one.
final class OpenApiChanges {

  private final JsonNode before;
  private final JsonNode now;
  private final List<String> breaking = new ArrayList<>();
  private final Set<String> underWay = new HashSet<>();

  private OpenApiChanges(JsonNode before, JsonNode now) {
    this.before = before;
    this.now = now;
  }

  static List<String> breaking(JsonNode before, JsonNode now) {
    OpenApiChanges changes = new OpenApiChanges(before, now);
    before
        .path("paths")
        .properties()
        .forEach(path ->
            changes.path(path.getKey(), path.getValue(), now.path("paths").path(path.getKey())));
    return changes.breaking;
  }

  private void path(String path, JsonNode old, JsonNode current) {
    if (current.isMissingNode()) {
      breaking.add(path + ": gone");
      return;
    }
    old.properties()
        .forEach(method ->
            operation(
                method.getKey().toUpperCase(Locale.ROOT) + " " + path,
                method.getValue(),
                current.path(method.getKey())));
  }

  private void operation(String name, JsonNode old, JsonNode current) {
    if (current.isMissingNode()) {
      breaking.add(name + ": gone");
      return;
    }
    parameters(name, old.path("parameters"), current.path("parameters"));
    if (!old.path("requestBody").path("required").asBoolean()
        && current.path("requestBody").path("required").asBoolean()) {
      breaking.add(name + ": body: must be there");
    }
    old.path("requestBody")
        .path("content")
        .properties()
        .forEach(type ->
            content(
                name + ": body",
                type.getKey(),
                type.getValue(),
                current.path("requestBody").path("content"),
                true));
    old.path("responses")
        .properties()
        .forEach(status ->
            answer(
                name + ": " + status.getKey(),
                status.getValue(),
                current.path("responses").path(status.getKey())));
  }

  private void parameters(String name, JsonNode old, JsonNode current) {
    for (JsonNode parameter : current) {
      if (parameter.path("required").asBoolean() && !isRequired(old, parameter)) {
        breaking.add(name + ": " + named(parameter) + ": must be there");
      }
    }
    for (JsonNode parameter : old) {
      boolean kept = false;
      for (JsonNode other : current) {
        if (named(other).equals(named(parameter))) {
          kept = true;
          schema(
              name + ": " + named(parameter), parameter.path("schema"), other.path("schema"), true);
        }
      }
      if (!kept) {
        breaking.add(name + ": " + named(parameter) + ": gone");
      }
    }
  }

  private static boolean isRequired(JsonNode parameters, JsonNode sought) {
    for (JsonNode parameter : parameters) {
      if (named(parameter).equals(named(sought))) {
        return parameter.path("required").asBoolean();
      }
    }
    return false;
  }

  private static String named(JsonNode parameter) {
    return parameter.path("in").asText() + " " + parameter.path("name").asText();
  }

  private void answer(String name, JsonNode old, JsonNode current) {
    if (current.isMissingNode()) {
      breaking.add(name + ": gone");
      return;
    }
    JsonNode content = resolved(now, current).path("content");
    resolved(before, old)
        .path("content")
        .properties()
        .forEach(type -> content(name, type.getKey(), type.getValue(), content, false));
  }

  private void content(String name, String type, JsonNode old, JsonNode all, boolean sent) {
    if (all.path(type).isMissingNode()) {
      breaking.add(name + ": " + type + ": gone");
    } else {
      schema(name + ": ", old.path("schema"), all.path(type).path("schema"), sent);
    }
  }

  /// @param sent whether clients write it; else they read it
  private void schema(String name, JsonNode oldOne, JsonNode currentOne, boolean sent) {
    String pair = oldOne.path("$ref").asText() + currentOne.path("$ref").asText();
    if (!pair.isEmpty() && !underWay.add(pair)) {
      return; // a shape within itself
    }
    JsonNode old = resolved(before, oldOne);
    JsonNode current = resolved(now, currentOne);
    types(name, old, current);
    words(name, old.path("enum"), current.path("enum"), sent);
    old.path("properties")
        .properties()
        .forEach(member -> {
          JsonNode kept = current.path("properties").path(member.getKey());
          String inner = name + "." + member.getKey();
          if (kept.isMissingNode()) {
            breaking.add(inner + ": gone");
          } else {
            schema(inner, member.getValue(), kept, sent);
          }
        });
    JsonNode stricter = sent ? current : old;
    JsonNode laxer = sent ? old : current;
    for (JsonNode required : stricter.path("required")) {
      boolean known = current.path("properties").has(required.asText());
      if (!has(laxer.path("required"), required) && known) {
        breaking.add(
            name + "." + required.asText() + (sent ? ": must be there" : ": may be missing"));
      }
    }
    if (old.has("items")) {
      schema(name + "[]", old.path("items"), current.path("items"), sent);
    }
    for (int i = 0; i < old.path("anyOf").size(); i++) {
      schema(name, old.path("anyOf").path(i), current.path("anyOf").path(i), sent);
    }
    underWay.remove(pair);
  }

  private void types(String name, JsonNode old, JsonNode current) {
    if (!old.path("type").equals(current.path("type")) && old.has("type")) {
      breaking.add(
          name
              + ": "
              + current.path("type").asText()
              + " (was: "
              + old.path("type").asText()
              + ")");
    }
  }

  /// A word that clients write must be taken on; one that they read may be new.
  private void words(String name, JsonNode old, JsonNode current, boolean sent) {
    if (sent && !current.isMissingNode()) {
      for (JsonNode word : old) {
        if (!has(current, word)) {
          breaking.add(name + ": no " + word.asText());
        }
      }
    }
  }

  private static boolean has(JsonNode list, JsonNode sought) {
    for (JsonNode item : list) {
      if (item.equals(sought)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode resolved(JsonNode document, JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }
}
