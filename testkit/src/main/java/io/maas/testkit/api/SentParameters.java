package io.maas.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a call says beside its body, and what an operation's document says of that.
///
/// @param operation in the document
/// @param pointer where in the document that is
record SentParameters(JsonNode operation, String pointer) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  /// Holds a value against the schema at a place of the document.
  interface Schemas {
    List<String> complaints(String pointer, JsonNode value);
  }

  /// What was taken and is not documented so.
  ///
  /// @param template the path with its variable parts
  /// @param path that was asked, without a query
  /// @param query that was asked, empty for none
  List<String> complaints(String template, String path, String query, Schemas schemas) {
    List<String> complaints = new ArrayList<>();
    Map<String, List<String>> asked = read(query);
    Map<String, String> parts = parts(template, path);
    int at = 0;
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.path("name").asText();
      String schema = pointer + "/parameters/" + at++ + "/schema";
      switch (parameter.path("in").asText()) {
        case "path" -> {
          String part = parts.get(name);
          if (part != null) {
            add(complaints, name, schemas.complaints(schema, JSON.textNode(part)));
          }
        }
        case "query" -> {
          List<String> values = asked.remove(name);
          if (values == null && parameter.path("required").asBoolean()) {
            complaints.add(name + ": left out (documented: required)");
          } else if (values != null && !isAsIfAbsent(parameter, values)) {
            JsonNode value = value(parameter.path("schema"), values);
            add(complaints, name, schemas.complaints(schema, value));
          }
        }
        default -> {} // headers are sent by whoever is between, too
      }
    }
    asked
        .keySet()
        .forEach(name -> complaints.add(name + ": taken (documented: no such parameter)"));
    return complaints;
  }

  private static void add(List<String> complaints, String name, List<String> found) {
    found.forEach(complaint -> complaints.add(name + ": " + complaint));
  }

  private static boolean isAsIfAbsent(JsonNode parameter, List<String> values) {
    return parameter.path("allowEmptyValue").asBoolean() && values.getLast().isEmpty();
  }

  /// A list is sent by naming the parameter again, or with commas.
  private static JsonNode value(JsonNode schema, List<String> values) {
    if (!schema.path("type").asText().equals("array")) {
      return value(schema.path("type").asText(), values.getLast());
    }
    ArrayNode list = JSON.arrayNode();
    for (String each : values) {
      for (String item : each.split(",", -1)) {
        list.add(value(schema.path("items").path("type").asText(), item));
      }
    }
    return list;
  }

  private static JsonNode value(String type, String text) {
    if (type.equals("integer") && text.matches("-?[0-9]{1,18}")) {
      return JSON.numberNode(Long.parseLong(text));
    }
    return type.equals("boolean") && text.matches("true|false")
        ? JSON.booleanNode(text.equals("true"))
        : JSON.textNode(text);
  }

  private static Map<String, List<String>> read(String query) {
    Map<String, List<String>> asked = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        asked.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
      }
    }
    return asked;
  }

  private static Map<String, String> parts(String template, String path) {
    Map<String, String> parts = new LinkedHashMap<>();
    List<String> names = VARIABLE.matcher(template).results().map(m -> m.group(1)).toList();
    Matcher matcher = Templates.pattern(template).matcher(path);
    if (matcher.matches()) {
      for (int i = 0; i < names.size(); i++) {
        // A plus is a plus in a path.
        parts.put(names.get(i), decoded(matcher.group(i + 1).replace("+", "%2B")));
      }
    }
    return parts;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
