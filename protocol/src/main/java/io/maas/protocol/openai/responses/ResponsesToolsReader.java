package io.maas.protocol.openai.responses;

import io.maas.protocol.conversation.Tool;
import io.maas.protocol.openai.CacheMarks;
import io.maas.protocol.openai.Leftovers;
import io.maas.protocol.openai.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads tools: functions, tools that take free text, namespaces of both, and what a provider
/// brings along. Other dialects know no namespaces, so the name of a tool in one is
/// `<namespace>__<name>`.
final class ResponsesToolsReader {

  private static final String BETWEEN = "__";
  private static final Set<String> OURS = Set.of("function", "custom", "namespace");

  /// A tool whose loading is deferred is there at once, where nobody can search for it.
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "name",
          "description",
          "parameters",
          "strict",
          "format",
          "tools",
          "defer_loading",
          CacheMarks.FIELD);

  private ResponsesToolsReader() {}

  /// @param tools is added to
  static void read(Value declared, List<Tool> tools, Leftovers leftovers) {
    for (Value tool : declared.items()) {
      tool(tool.requiredObject(), null, tools, leftovers);
    }
  }

  private static void tool(
      Value tool, @Nullable String namespace, List<Tool> tools, Leftovers leftovers) {
    String type = tool.at("type").requiredText();
    if (OURS.contains(type)) {
      leftovers.addUnknown(tool, KNOWN);
    }
    switch (type) {
      case "function" -> tools.add(function(tool, namespace));
      case "custom" -> tools.add(freeText(tool, namespace));
      case "namespace" -> {
        if (namespace != null) {
          throw tool.at("type").unexpected("function or custom in a namespace");
        }
        String name = tool.at("name").requiredText();
        for (Value nested : tool.at("tools").items()) {
          tool(nested.requiredObject(), name, tools, leftovers);
        }
      }
      default -> tools.add(new Tool.Hosted(type, tool.node()));
    }
  }

  private static Tool function(Value tool, @Nullable String namespace) {
    Value schema = tool.at("parameters");
    return new Tool.Function(
        fullName(namespace, tool.at("name").requiredText()),
        tool.at("description").text(),
        schema.isSaid() ? schema.requiredObject().node() : null,
        tool.at("strict").flag(),
        CacheMarks.on(tool),
        namespace);
  }

  private static Tool freeText(Value tool, @Nullable String namespace) {
    Value format = tool.at("format");
    return new Tool.FreeText(
        fullName(namespace, tool.at("name").requiredText()),
        tool.at("description").text(),
        format.isObject() ? format.node() : null,
        namespace);
  }

  /// The name by which other dialects know a tool.
  static String fullName(@Nullable String namespace, String name) {
    return namespace == null ? name : namespace + BETWEEN + name;
  }

  /// The name inside its namespace.
  static String shortName(@Nullable String namespace, String name) {
    return namespace == null ? name : name.substring(namespace.length() + BETWEEN.length());
  }
}
