package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value and where it stands, so that what is wrong with it can be said; the path is spelled out
/// only then. What is null is as if it were not there.
///
/// @param name the field's name, or `[index]`
record Place(JsonNode value, @Nullable Place parent, String name) {

  private static final int LONGEST_SHOWN = 40;

  static Place root(JsonNode body) {
    return new Place(body, null, "");
  }

  Place at(String field) {
    return new Place(value.path(field), this, field);
  }

  /// Whether the client said nothing here.
  boolean isUnsaid() {
    return value.isMissingNode() || value.isNull();
  }

  /// The elements of an array; none where nothing is said.
  List<Place> elements(String expected) {
    if (isUnsaid()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw unexpected(expected);
    }
    List<Place> elements = new ArrayList<>(value.size());
    for (JsonNode element : value) {
      elements.add(new Place(element, this, "[" + elements.size() + "]"));
    }
    return elements;
  }

  /// This place, if an object stands here.
  Place object(String expected) {
    if (!value.isObject()) {
      throw unexpected(expected);
    }
    return this;
  }

  String text() {
    if (!value.isTextual()) {
      throw unexpected("a string");
    }
    return value.textValue();
  }

  @Nullable String textIfSaid() {
    return isUnsaid() ? null : text();
  }

  @Nullable Boolean flagIfSaid() {
    if (isUnsaid()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw unexpected("true or false");
    }
    return value.booleanValue();
  }

  @Nullable Double numberIfSaid() {
    if (isUnsaid()) {
      return null;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw unexpected("a number");
    }
    return value.doubleValue();
  }

  @Nullable Long countIfSaid() {
    if (isUnsaid()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw unexpected("an integer >= 0");
    }
    return value.longValue();
  }

  UnexpectedValue unexpected(String expected) {
    String path = path();
    return new UnexpectedValue(path + ": " + found() + " (expected: " + expected + ")", path);
  }

  private String found() {
    if (value.isMissingNode()) {
      return "missing";
    }
    if (value.isContainerNode()) {
      return value.isArray() ? "an array" : "an object";
    }
    String text = value.asText();
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
  }

  private String path() {
    if (parent == null) {
      return name;
    }
    String before = parent.path();
    return before.isEmpty() || name.startsWith("[") ? before + name : before + "." + name;
  }
}
