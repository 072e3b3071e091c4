package io.maas.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.session.Session;
import java.util.List;
import java.util.function.Consumer;

/// Finds the namespace of a resource that was named without one: nobody has to say what only one
/// thing can be.
final class Whereabouts {
  private Whereabouts() {}

  /// What came of looking.
  sealed interface Found {
    /// There is one of that name.
    record One(ResourceName name) implements Found {}

    /// There is none, or control does not say.
    record None(Answer.Refused refused) implements Found {}

    /// There are several.
    record Several(String problem) implements Found {}
  }

  /// Finds one and does something with what control has of it.
  ///
  /// @return the exit code
  static int tell(
      ResourceName name, Control control, Session session, Consumer<JsonNode> document) {
    return switch (of(name, control)) {
      case Found.One(var found) ->
          session.tell(
              control.get(found.path()), found.toString(), given -> document.accept(given.body()));
      case Found.None(var refused) -> session.fail(refused, name.toString());
      case Found.Several(var problem) -> session.shell().fail(problem);
    };
  }

  static Found of(ResourceName name, Control control) {
    if (name.hasNamespace()) {
      return new Found.One(name);
    }
    return switch (control.get(name.collection())) {
      case Answer.Refused refused -> new Found.None(refused);
      case Answer.Given given -> among(name, given);
    };
  }

  private static Found among(ResourceName name, Answer.Given given) {
    List<String> namespaces =
        given.entries().stream()
            .map(document -> document.path("metadata"))
            .filter(metadata -> name.name().equals(metadata.path("name").asText()))
            .map(Whereabouts::namespace)
            .toList();
    return switch (namespaces.size()) {
      case 0 -> new Found.None(new Answer.Refused(404, "not found", List.of()));
      case 1 -> new Found.One(name.in(namespaces.getFirst()));
      default ->
          new Found.Several(
              name + ": in " + String.join(", ", namespaces) + " (expected: one of them with -n)");
    };
  }

  private static String namespace(JsonNode metadata) {
    return metadata.path("namespace").asText();
  }
}
