package io.maas.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.maas.cli.output.Items;
import java.util.List;
import java.util.Locale;

/// What control said.
public sealed interface Answer {

  /// Reads it.
  static Answer of(Response response) {
    if (!response.isSuccess()) {
      return Refusals.read(response);
    }
    if (response.body().isBlank()) {
      return new Given(MissingNode.getInstance());
    }
    return response.json().<Answer>map(Given::new).orElseGet(() -> Refusals.read(response));
  }

  /// It did as asked.
  ///
  /// @param body what it gave; a missing node where it gave nothing
  record Given(JsonNode body) implements Answer {
    /// The entries of a list, whether it came bare or as `{"data":[…]}`; none for null.
    public List<JsonNode> entries() {
      JsonNode list = body.isArray() ? body : body.path("data");
      return Items.of(list);
    }
  }

  /// It did not.
  ///
  /// @param status the HTTP status
  /// @param message why, in its own words; never blank
  /// @param violations what is wrong with the documents that it was given, one line each
  record Refused(int status, String message, List<String> violations) implements Answer {
    public Refused {
      violations = List.copyOf(violations);
    }

    /// One line for people.
    ///
    /// @param subject what was asked for, such as `user alice`
    public String line(String subject) {
      return switch (status) {
        case 401 -> subject + ": not authenticated: " + message + " (expected: a valid MAAS_TOKEN)";
        case 403 -> subject + ": not allowed: " + message;
        case 404 -> subject + ": not found" + unlessSaid("not found");
        case 409 -> subject + ": " + (message.contains("exist") ? "already exists" : message);
        default -> subject + ": " + (violations.isEmpty() ? message : summary());
      };
    }

    /// Without the first violation, which some messages quote.
    private String summary() {
      int colon = message.indexOf(": ");
      return colon < 0 ? message : message.substring(0, colon);
    }

    private String unlessSaid(String words) {
      boolean said = message.toLowerCase(Locale.ROOT).contains(words);
      return said ? "" : " (" + message + ")";
    }
  }
}
