package io.maas.app.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The file: a flat map of keys. A key that is none is refused, as it is most likely a slip.
record ConfigFile(Path path) {

  void read(Map<Key, Given> given, List<String> problems) {
    JsonNode tree;
    try {
      tree =
          YAMLMapper.builder()
              .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(path.toFile());
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      problems.add("%s: line %d: %s".formatted(path, line, firstLine(e.getOriginalMessage())));
      return;
    } catch (IOException _) {
      problems.add(path + ": not readable (expected: a file in YAML)");
      return;
    }
    if (tree.isObject()) {
      tree.properties().forEach(entry -> read(entry.getKey(), entry.getValue(), given, problems));
    } else if (!tree.isMissingNode() && !tree.isNull()) {
      problems.add(path + ": " + tree.getNodeType() + " (expected: keys and values)");
    }
  }

  private void read(String name, JsonNode value, Map<Key, Given> given, List<String> problems) {
    String where = path.getFileName() + ": " + name;
    Key.of(name)
        .ifPresentOrElse(
            key -> {
              boolean fits = key.isList() ? value.isArray() || value.isTextual() : isPlain(value);
              if (fits) {
                given.put(key, new Given(where, values(value)));
              } else {
                problems.add(where + ": " + value + " (expected: " + expected(key) + ")");
              }
            },
            () -> problems.add(where + ": unknown (expected: one of " + allKeys() + ")"));
  }

  private static boolean isPlain(JsonNode value) {
    return value.isValueNode() && !value.isNull();
  }

  private static String expected(Key key) {
    return key.isList() ? "a list of texts" : "a value";
  }

  private static List<String> values(JsonNode value) {
    List<String> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(item -> values.add(item.isValueNode() ? item.asText() : item.toString()));
    } else {
      values.add(value.asText());
    }
    return values;
  }

  private static String allKeys() {
    return Arrays.stream(Key.values()).map(Key::text).collect(Collectors.joining(", "));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
