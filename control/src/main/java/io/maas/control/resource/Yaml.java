package io.maas.control.resource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.maas.control.call.Json;
import io.maas.control.call.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Trees out of YAML. Aliases are refused: a few of them can stand for more than any memory holds.
/// So are keys that come twice, and tags make no objects.
public final class Yaml {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final ObjectReader READER = MAPPER.readerFor(Object.class);

  private Yaml() {}

  /// What came of reading.
  sealed interface Read {
    /// The documents in it, in order; empty ones are left out.
    record Trees(List<Object> documents) implements Read {}

    /// No YAML, or not YAML that we take.
    ///
    /// @param found what is wrong, and where
    record Malformed(String found) implements Read {}
  }

  /// Reads a text of any number of documents.
  static Read documents(String text) {
    try {
      String alias = firstAlias(text);
      return alias == null ? whole(trees(text)) : new Read.Malformed(alias);
    } catch (JsonProcessingException e) {
      return new Read.Malformed(Json.describe(e));
    } catch (IOException e) {
      throw new UncheckedIOException("a text was read, no file", e);
    }
  }

  private static Read whole(List<Object> trees) {
    return Texts.areWholeIn(trees)
        ? new Read.Trees(trees)
        : new Read.Malformed("a text that cannot be kept (" + Texts.EXPECTED + ")");
  }

  /// Reads the one document that a ConfigMap's text is.
  ///
  /// @throws IllegalArgumentException if it is not that
  public static Object tree(String text) {
    return switch (documents(text)) {
      case Read.Malformed(String found) -> throw new IllegalArgumentException(found);
      case Read.Trees(List<Object> trees) when trees.size() == 1 -> trees.getFirst();
      case Read.Trees(List<Object> trees) ->
          throw new IllegalArgumentException(trees.size() + " documents (expected: one)");
    };
  }

  private static @Nullable String firstAlias(String text) throws IOException {
    try (YAMLParser parser = MAPPER.getFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          return "an alias at line " + parser.currentTokenLocation().getLineNr();
        }
      }
      return null;
    }
  }

  private static List<Object> trees(String text) throws IOException {
    List<Object> trees = new ArrayList<>();
    try (JsonParser parser = MAPPER.getFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        Object document = READER.readValue(parser);
        if (document != null) {
          trees.add(document);
        }
      }
    }
    return trees;
  }
}
