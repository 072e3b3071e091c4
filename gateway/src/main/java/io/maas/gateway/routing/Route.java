package io.maas.gateway.routing;

import io.maas.domain.catalog.ModelId;
import io.maas.protocol.request.Operation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a path asks for. It is read to the letter, once, and what is read here is what is
/// dispatched: a path with tricks in it (escapes, empty or dotted segments) means nothing.
public sealed interface Route {

  /// Ask a model something.
  ///
  /// @param model the model that the path names; null if the body does
  /// @param purpose whether an answer is wanted, or only to know how long the prompt is
  record Inference(Operation operation, @Nullable ModelId model, Purpose purpose) implements Route {

    /// Ask for an answer.
    public Inference(Operation operation, @Nullable ModelId model) {
      this(operation, model, Purpose.ANSWER);
    }
  }

  /// What a request of inference is for.
  enum Purpose {
    ANSWER,
    /// Free of limits, and nothing is generated.
    COUNT
  }

  /// Ask whether anybody is there, as Claude Code does before it begins.
  record Hello() implements Route {}

  /// List the models, or those of that name.
  record Models(@Nullable ModelId model) implements Route {}

  /// Show one model of the list.
  record OneModel(String id) implements Route {}

  /// Nothing.
  record None() implements Route {}

  /// First segments that are never a namespace.
  Set<String> RESERVED = Set.of("maas-api", "v1", "internal", "console", "assets", "auth", "t");

  /// Where Anthropic's clients ask how long a prompt is.
  String COUNT_TOKENS = "/v1/messages/count_tokens";

  /// Reads a method and a path without its query.
  static Route of(String method, String path) {
    if (path.startsWith("/v1/models/") && method.equals("GET")) {
      return oneModel(path.substring("/v1/models/".length()));
    }
    if (hasTricks(path)) {
      return new None();
    }
    if (method.equals("HEAD") && (path.equals("/") || path.equals("/api/hello"))) {
      return new Hello();
    }
    return below(method, path, null).or(() -> ofModel(method, path)).orElseGet(None::new);
  }

  private static Optional<Route> ofModel(String method, String path) {
    int second = path.indexOf('/', 1);
    int third = second < 0 ? -1 : path.indexOf('/', second + 1);
    if (third < 0) {
      return Optional.empty();
    }
    String namespace = path.substring(1, second);
    return RESERVED.contains(namespace)
        ? Optional.empty()
        : below(
            method,
            path.substring(third),
            new ModelId(namespace, path.substring(second + 1, third)));
  }

  private static Optional<Route> below(String method, String path, @Nullable ModelId model) {
    return switch (method) {
      case "GET" -> path.equals("/v1/models") ? Optional.of(new Models(model)) : Optional.empty();
      case "POST" ->
          path.equals(COUNT_TOKENS)
              ? Optional.of(new Inference(Operation.MESSAGE, model, Purpose.COUNT))
              : Operation.at(path).map(operation -> new Inference(operation, model));
      default -> Optional.empty();
    };
  }

  /// The id of a model may hold slashes, which clients escape.
  private static Route oneModel(String id) {
    try {
      String name = URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
      return name.isEmpty() || hasTricks("/" + name) ? new None() : new OneModel(name);
    } catch (IllegalArgumentException _) {
      return new None();
    }
  }

  private static boolean hasTricks(String path) {
    return path.indexOf('%') >= 0
        || path.indexOf('\\') >= 0
        || path.indexOf(';') >= 0
        || path.contains("//")
        || path.contains("/./")
        || path.contains("/../")
        || path.endsWith("/..")
        || path.endsWith("/.");
  }
}
