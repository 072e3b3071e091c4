package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.access.Refusal.BadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A value in a client's body, and where it stands. What is absent and what is `null` are alike:
/// the client did not say it.
public final class Value {

  private static final int LONGEST_SHOWN = 40;

  private final JsonNode node;
  private final @Nullable Value parent;
  private final String step;

  private Value(JsonNode node, @Nullable Value parent, String step) {
    this.node = node;
    this.parent = parent;
    this.step = step;
  }

  /// The body itself.
  public static Value body(JsonNode node) {
    return new Value(node, null, "");
  }

  /// The value as it came.
  public JsonNode node() {
    return node;
  }

  /// Whether the client said it.
  public boolean isSaid() {
    return !node.isMissingNode() && !node.isNull();
  }

  public boolean isText() {
    return node.isTextual();
  }

  public boolean isObject() {
    return node.isObject();
  }

  public boolean isArray() {
    return node.isArray();
  }

  /// A field of an object; unsaid if this is none.
  public Value at(String field) {
    return new Value(node.path(field), this, field);
  }

  /// The items of an array; none if it is unsaid.
  public List<Value> items() {
    if (!isSaid()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw unexpected("an array");
    }
    List<Value> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(new Value(node.get(i), this, "[" + i + "]"));
    }
    return items;
  }

  /// The string, or null if unsaid.
  public @Nullable String text() {
    if (!isSaid()) {
      return null;
    }
    return requiredText();
  }

  /// The string, or another if unsaid.
  public String text(String unsaid) {
    return isSaid() ? requiredText() : unsaid;
  }

  /// The string, which must be there.
  public String requiredText() {
    if (!node.isTextual()) {
      throw unexpected("a string");
    }
    return node.textValue();
  }

  /// The object, which must be there.
  public Value requiredObject() {
    if (!node.isObject()) {
      throw unexpected("an object");
    }
    return this;
  }

  /// True or false, or null if unsaid.
  public @Nullable Boolean flag() {
    if (!isSaid()) {
      return null;
    }
    if (!node.isBoolean()) {
      throw unexpected("true or false");
    }
    return node.booleanValue();
  }

  /// The number, or null if unsaid.
  public @Nullable Double number() {
    if (!isSaid()) {
      return null;
    }
    if (!node.isNumber()) {
      throw unexpected("a number");
    }
    return node.doubleValue();
  }

  /// The integer, or null if unsaid.
  public @Nullable Long integer() {
    if (!isSaid()) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw unexpected("an integer");
    }
    return node.longValue();
  }

  /// The positive integer, empty if unsaid.
  public OptionalLong count() {
    Long count = integer();
    if (count == null) {
      return OptionalLong.empty();
    }
    if (count < 1) {
      throw unexpected("an integer >= 1");
    }
    return OptionalLong.of(count);
  }

  /// Strings, of which one alone need not be in an array.
  public List<String> texts() {
    return isText() ? List.of(requiredText()) : items().stream().map(Value::requiredText).toList();
  }

  /// Where it stands: `messages[3].content`.
  public String path() {
    if (parent == null) {
      return step;
    }
    String before = parent.path();
    return before.isEmpty() || step.startsWith("[") ? before + step : before + "." + step;
  }

  /// That it is not what it must be.
  public Unexpected unexpected(String expected) {
    return new Unexpected(path(), found(), expected);
  }

  private String found() {
    if (node.isMissingNode()) {
      return "nothing";
    }
    if (node.isContainerNode()) {
      return node.isArray() ? "an array" : "an object";
    }
    String found = node.asText();
    return found.length() > LONGEST_SHOWN ? found.substring(0, LONGEST_SHOWN) + "..." : found;
  }

  /// Ends the reading of a body where it holds what it must not.
  public static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String field;
    private final String said;

    /// @param field where
    /// @param found what was there
    /// @param expected what should have been
    public Unexpected(String field, String found, String expected) {
      super(field, null, false, false);
      this.field = field;
      this.said =
          (field.isEmpty() ? "body" : field) + ": " + found + " (expected: " + expected + ")";
    }

    /// The refusal that it becomes.
    public BadRequest refusal() {
      return new BadRequest(said, field);
    }
  }
}
