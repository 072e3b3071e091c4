package io.maas.control.resource;

import io.maas.control.api.Shape;
import io.maas.control.call.Fields;
import io.maas.domain.resource.Documents;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Violation;
import io.maas.domain.resource.spec.Specs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A document on its way to the store.
sealed interface Draft {

  /// It has a kind and a name; its content is not checked yet.
  record Read(Resource resource) implements Draft {}

  /// It is not taken.
  record Refused(List<Flaw> flaws) implements Draft {}

  /// What is wrong with a field of a resource.
  ///
  /// @param resource which one, by kind and name, or by its place in the body
  @Shape(name = "Violation")
  record Flaw(String resource, String field, String found, String expected) {
    static Flaw of(String resource, Violation violation) {
      return new Flaw(resource, violation.field(), violation.found(), violation.expected());
    }

    @Override
    public String toString() {
      return resource
          + ": "
          + (field.isEmpty() ? "" : field + ": ")
          + found
          + " (expected: "
          + expected
          + ")";
    }
  }

  /// Reads the envelope of a document.
  ///
  /// @param place of the document in the body, from 1
  static Draft read(@Nullable Object tree, int place) {
    String name = "document " + place;
    if (!(tree instanceof Map<?, ?> map)) {
      return new Refused(List.of(new Flaw(name, "", Fields.type(tree), "an object")));
    }
    return switch (Documents.read(textKeyed(map))) {
      case Documents.Parsed(Resource draft) -> new Read(draft);
      case Documents.Invalid(List<Violation> violations) ->
          new Refused(violations.stream().map(v -> Flaw.of(named(name, map), v)).toList());
    };
  }

  /// What is wrong with the content of a resource; empty if nothing is.
  static List<Flaw> check(Resource resource) {
    return Specs.check(resource, Yaml::tree).stream()
        .map(violation -> Flaw.of(resource.key().toString(), violation))
        .toList();
  }

  private static String named(String place, Map<?, ?> document) {
    return document.get("metadata") instanceof Map<?, ?> metadata
            && metadata.get("name") instanceof String name
        ? place + " (" + name + ")"
        : place;
  }

  @SuppressWarnings("unchecked") // JSON and YAML parsers make no other keys than texts
  private static Map<String, @Nullable Object> textKeyed(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }
}
