package io.maas.domain.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Between a document as people write it and a [Resource]. Only the envelope is looked at here; the
/// content is the business of its kind.
public final class Documents {

  private static final Set<String> ENVELOPE = Set.of("apiVersion", "kind", "metadata", "status");
  private static final Rule TEXT = Rule.text(1, 253);

  private Documents() {}

  /// What came of reading.
  public sealed interface Reading {}

  /// A resource that no store has seen yet, but for the `resourceVersion` that the document gave: 0
  /// if it gave none.
  public record Parsed(Resource draft) implements Reading {}

  /// Everything that is wrong with the envelope.
  public record Invalid(List<Violation> violations) implements Reading {}

  /// Reads a tree of maps, lists, strings, numbers, booleans and null. `status` and the metadata
  /// that only the server writes are ignored, so that what was read can be applied again.
  public static Reading read(Map<String, ? extends @Nullable Object> tree) {
    List<Violation> violations = new ArrayList<>();
    Fields document = Fields.of(tree, violations);
    String apiVersion = document.text("apiVersion", TEXT);
    String name = document.text("kind", TEXT);
    if (!violations.isEmpty()) {
      return new Invalid(violations);
    }
    Kind kind = Kind.of(apiVersion, name).orElse(null);
    if (kind == null) {
      return new Invalid(List.of(unknown(apiVersion, name)));
    }
    Metadata metadata = Metadata.read(kind, document.object("metadata"));
    return violations.isEmpty()
        ? new Parsed(resource(kind, metadata, tree))
        : new Invalid(violations);
  }

  /// Writes a resource in the order in which Kubernetes prints it.
  public static Map<String, Object> write(Resource resource) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", resource.key().kind().apiVersion());
    document.put("kind", resource.key().kind().kind());
    document.put("metadata", Metadata.write(resource));
    document.putAll(resource.content());
    if (!resource.status().isEmpty()) {
      document.put("status", resource.status());
    }
    return document;
  }

  private static Resource resource(
      Kind kind, Metadata metadata, Map<String, ? extends @Nullable Object> tree) {
    Map<String, Object> content = new LinkedHashMap<>();
    tree.forEach((field, value) -> {
      if (value != null && !ENVELOPE.contains(field)) {
        content.put(field, value);
      }
    });
    return Resource.draft(
            new ResourceKey(kind, metadata.namespace(), metadata.name()),
            metadata.labels(),
            metadata.annotations(),
            metadata.finalizers(),
            content)
        .at(metadata.resourceVersion());
  }

  private static Violation unknown(String apiVersion, String kind) {
    if (kind.equals("Secret")) {
      return new Violation(
          "kind",
          "Secret",
          "no Secret: a credential is never a resource; give it with `maas secret set`, or as a"
              + " file of the process");
    }
    String versions =
        Arrays.stream(Kind.values())
            .filter(known -> known.kind().equals(kind))
            .map(Kind::apiVersion)
            .collect(Collectors.joining(" or "));
    if (!versions.isEmpty()) {
      return new Violation("apiVersion", apiVersion, versions + " for " + kind);
    }
    return new Violation(
        "kind",
        apiVersion + " " + kind,
        "one of "
            + Arrays.stream(Kind.values())
                .map(known -> known.apiVersion() + " " + known.kind())
                .collect(Collectors.joining(", ")));
  }
}
