package io.maas.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.connection.Connection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Control's API, under `/maas-api/v1`.
public final class Control {
  /// Where it begins.
  public static final String ROOT = "/maas-api/v1";

  private final Wire wire;
  private final String token;

  public Control(Connection connection) {
    this(new Wire(connection.url(), connection.ca()), connection.token());
  }

  /// @param token who asks
  public Control(Wire wire, String token) {
    this.wire = wire;
    this.token = token;
  }

  /// The path of something by its names, each of which may hold any character.
  public static String path(String... names) {
    var path = new StringBuilder();
    for (String name : names) {
      path.append('/').append(encoded(name).replace("+", "%20"));
    }
    return path.toString();
  }

  /// A text as it may stand in a query.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Asks for what is at a path; of a list that comes in pages, for all of them.
  public Answer get(String path) {
    return Pages.all(offset ->
        ask(
            "GET",
            offset == 0 ? path : path + (path.contains("?") ? "&" : "?") + "offset=" + offset,
            null));
  }

  /// Asks for lines at a path, and hands on each as it comes.
  ///
  /// @return why there are none
  public Optional<Answer.Refused> lines(String path, Consumer<String> each) {
    return wire.lines(ROOT + path, token, each).map(Refusals::read);
  }

  /// Gives something to a path.
  public Answer post(String path, JsonNode body) {
    return ask("POST", path, body);
  }

  /// Gives a text of another kind than JSON to a path.
  ///
  /// @param type its media type
  public Answer post(String path, String type, String text) {
    return Answer.of(wire.send("POST", ROOT + path, token, type, text));
  }

  /// Puts a path into being.
  public Answer put(String path) {
    return ask("PUT", path, null);
  }

  /// Writes something whole.
  public Answer put(String path, JsonNode body) {
    return ask("PUT", path, body);
  }

  /// Changes some of what is at a path.
  public Answer patch(String path, JsonNode body) {
    return ask("PATCH", path, body);
  }

  /// Deletes what is at a path.
  public Answer delete(String path) {
    return ask("DELETE", path, null);
  }

  private Answer ask(String method, String path, @Nullable JsonNode body) {
    return Answer.of(wire.send(method, ROOT + path, token, body));
  }
}
