package io.maas.cli.resource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Reads documents from files, folders and pipes: YAML with any number of documents, or JSON, which
/// is YAML too. A `List` counts as its items.
final class Manifests {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          // a group named `on` is a name
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .build();

  private Manifests() {}

  /// What came of reading.
  sealed interface Read {
    /// The documents, in their order.
    record Documents(ArrayNode documents) implements Read {}

    /// Where and why reading stopped, in one line.
    record Unreadable(String problem) implements Read {}
  }

  /// Reads all sources, `-` being the pipe; all or nothing.
  static Read read(List<String> sources, InputStream in) {
    ArrayNode documents = JsonNodeFactory.instance.arrayNode();
    String source = "";
    try {
      for (String name : sources) {
        source = name;
        if ("-".equals(name)) {
          add(new String(in.readAllBytes(), StandardCharsets.UTF_8), documents);
        } else {
          for (Path file : files(Path.of(name))) {
            source = file.toString();
            add(Files.readString(file), documents);
          }
        }
      }
    } catch (NoSuchFileException e) {
      return new Read.Unreadable(e.getFile() + ": no such file");
    } catch (JsonProcessingException e) {
      return new Read.Unreadable(
          source + ": " + place(e) + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      return new Read.Unreadable(source + ": not readable (" + e.getMessage() + ")");
    } catch (IllegalArgumentException e) {
      return new Read.Unreadable(source + ": " + e.getMessage());
    }
    return documents.isEmpty()
        ? new Read.Unreadable(String.join(", ", sources) + ": no document (expected: at least one)")
        : new Read.Documents(documents);
  }

  /// Reads a text that came on the command line.
  ///
  /// @param source what to call it
  static Read read(String source, String text) {
    ArrayNode documents = JsonNodeFactory.instance.arrayNode();
    try {
      add(text, documents);
    } catch (JsonProcessingException e) {
      return new Read.Unreadable(
          source + ": " + place(e) + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException | IllegalArgumentException e) {
      return new Read.Unreadable(source + ": " + e.getMessage());
    }
    return documents.isEmpty()
        ? new Read.Unreadable(source + ": no document (expected: at least one)")
        : new Read.Documents(documents);
  }

  private static List<Path> files(Path source) throws IOException {
    if (!Files.isDirectory(source)) {
      return List.of(source);
    }
    try (Stream<Path> entries = Files.list(source)) {
      return entries.filter(Manifests::isManifest).sorted().toList();
    }
  }

  private static boolean isManifest(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"))
        && Files.isRegularFile(file);
  }

  private static void add(String text, ArrayNode documents) throws IOException {
    try (var parser = YAML.createParser(text)) {
      YAML.readerFor(JsonNode.class)
          .<JsonNode>readValues(parser)
          .forEachRemaining(d -> add(d, documents));
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static void add(JsonNode document, ArrayNode documents) {
    if (document.isNull() || document.isMissingNode()) {
      return;
    }
    if (document.isArray()) {
      document.forEach(item -> add(item, documents));
    } else if ("List".equals(document.path("kind").asText()) && document.path("items").isArray()) {
      document.path("items").forEach(item -> add(item, documents));
    } else if (document.isObject()) {
      documents.add(document);
    } else {
      throw new IllegalArgumentException(
          "document " + (documents.size() + 1) + ": " + document + " (expected: a resource)");
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
  }
}
