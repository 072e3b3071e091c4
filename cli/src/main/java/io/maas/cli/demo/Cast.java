package io.maas.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import java.util.Optional;

/// Whom the story is about: a user that nobody used before, so that it can be told again and again.
///
/// @param control asked as an administrator
record Cast(Control control) {
  private static final String NAME = "alice-";

  /// What came of casting.
  sealed interface Part {
    /// There is such a user, with an identity token.
    record Ready(String identity) implements Part {}

    /// There is none.
    record Refused(String line) implements Part {}
  }

  /// The first of `alice-1`, `alice-2`, … that comes after all there are.
  String freeName() {
    return switch (control.get("/users")) {
      case Answer.Refused _ -> NAME + 1;
      case Answer.Given given -> NAME + (1 + last(given));
    };
  }

  /// Creates a user, who is in no group, and an identity token.
  Part create(String name) {
    ObjectNode user = JsonNodeFactory.instance.objectNode().put("name", name);
    ObjectNode wish = JsonNodeFactory.instance.objectNode().put("expiresIn", "1h");
    return switch (control.post("/users", user)) {
      case Answer.Refused refused -> new Part.Refused(refused.line("user " + name));
      case Answer.Given _ ->
          switch (control.post("/users" + Control.path(name) + "/tokens", wish)) {
            case Answer.Refused refused -> new Part.Refused(refused.line("user " + name));
            case Answer.Given given -> new Part.Ready(given.body().path("token").asText(""));
          };
    };
  }

  private static int last(Answer.Given users) {
    return users.entries().stream()
        .map(user -> user.path("name").asText())
        .filter(name -> name.matches(NAME + "[0-9]{1,6}"))
        .mapToInt(name -> Integer.parseInt(name.substring(NAME.length())))
        .max()
        .orElse(0);
  }

  /// Makes sure that there is a group; the problem if there cannot be.
  Optional<String> group(String name) {
    JsonNode group = JsonNodeFactory.instance.objectNode().put("name", name);
    return switch (control.post("/groups", group)) {
      case Answer.Refused refused when refused.status() != 409 ->
          Optional.of(refused.line("group " + name));
      case Answer.Given _, Answer.Refused _ -> Optional.empty();
    };
  }

  /// Adds a user to a group; the problem if that cannot be.
  Optional<String> join(String group, String user) {
    return switch (control.put(Control.path("groups", group, "members", user))) {
      case Answer.Refused refused -> Optional.of(refused.line("group " + group));
      case Answer.Given _ -> Optional.empty();
    };
  }
}
