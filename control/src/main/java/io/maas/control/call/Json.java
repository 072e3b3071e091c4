package io.maas.control.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/// Trees of maps, lists, texts, numbers, booleans and null, to and from JSON. A key that comes
/// twice is refused: two readers of one document must not see two documents.
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private Json() {}

  /// What came of reading.
  public sealed interface Read {
    /// A tree; null for JSON's null.
    record Tree(@Nullable Object root) implements Read {}

    /// No JSON, or not only JSON.
    ///
    /// @param found what is wrong, and where
    record Malformed(String found) implements Read {}
  }

  /// Reads one document.
  public static Read read(String text) {
    if (text.isBlank()) {
      return new Read.Malformed("empty");
    }
    try {
      Object tree = MAPPER.readValue(text, Object.class);
      return Texts.areWholeIn(tree)
          ? new Read.Tree(tree)
          : new Read.Malformed("a text that cannot be kept (" + Texts.EXPECTED + ")");
    } catch (JsonProcessingException e) {
      return new Read.Malformed(describe(e));
    }
  }

  /// Writes a tree or a record of trees.
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a " + value.getClass() + " cannot be written as JSON", e);
    }
  }

  /// What a parser complains of, in one line and without names of our classes.
  public static String describe(JsonProcessingException e) {
    // Anything is bound to Object, so the one thing that binding complains of is a second document.
    String line =
        e instanceof DatabindException
            ? "more than one document"
            : e.getOriginalMessage().lines().findFirst().orElse("not readable");
    JsonLocation at = e.getLocation();
    return at == null ? line : line + " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
