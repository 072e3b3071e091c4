package io.maas.testkit.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A document of an API in OpenAPI 3.1. Calls and their answers are held against it: that a status
/// is said, that a body is of the type and the shape that are said, and that no member is written
/// that the document does not know. Of a call that was taken, its parameters and its body are too;
/// a member whose name begins with x is one that a test made up.
public final class Documented {

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode open;
  private final JsonNode closed;
  private final JsonNode sent;
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

  private Documented(JsonNode document) {
    this.open = document;
    this.closed = document.deepCopy();
    close(closed, false);
    this.sent = document.deepCopy();
    close(sent, true);
  }

  /// Reads a document.
  public static Documented read(String document) {
    try {
      return new Documented(JSON.readTree(document));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a document that is no JSON", e);
    }
  }

  /// A call and its answer.
  ///
  /// @param path with its query, as it was sent
  /// @param sentType of the body that was sent; empty for none
  /// @param sent the body; empty for none
  /// @param answeredType the answer's `Content-Type`; empty for none
  public record Exchanged(
      String method,
      String path,
      String sentType,
      String sent,
      int status,
      String answeredType,
      String answered) {

    @Override
    public String toString() {
      return method + " " + path + " -> " + status;
    }
  }

  /// Where an operation is in the document.
  private record Place(String path, String method, JsonNode operation) {
    String pointer() {
      return "/paths/" + escaped(path) + "/" + method;
    }
  }

  /// Whether a path is one of this API's: an operation is there, or all of its operations begin so.
  public boolean serves(String path) {
    String below = below(path);
    return below.startsWith("/maas-api/")
        || open.path("paths").findValuesAsText("x-maas-alias").stream()
            .anyMatch(alias -> Templates.pattern(alias).matcher(below).matches());
  }

  /// What is wrong with an exchange, a line each; empty if nothing is.
  public List<String> complaints(Exchanged exchanged) {
    Optional<Place> found = find(exchanged);
    if (exchanged.status() == 405) {
      // No operation was asked, whatever the path looks like.
      return List.of();
    }
    if (found.isEmpty()) {
      // Whoever sends an identity of their own is refused before any path is looked at.
      return exchanged.status() == 404 || exchanged.status() == 403 || options(exchanged)
          ? List.of()
          : List.of(exchanged + ": no operation of the document");
    }
    Place place = found.get();
    List<String> complaints = new ArrayList<>(answer(place, exchanged));
    if (exchanged.status() < 300) {
      complaints.addAll(taken(place, exchanged));
      complaints.addAll(parameters(place, exchanged));
    }
    return complaints.stream().map(complaint -> exchanged + ": " + complaint).toList();
  }

  private static boolean options(Exchanged exchanged) {
    return exchanged.method().equals("OPTIONS") && exchanged.status() == 204;
  }

  private List<String> answer(Place place, Exchanged exchanged) {
    String pointer = place.pointer() + "/responses/" + exchanged.status();
    JsonNode response = place.operation().path("responses").path("" + exchanged.status());
    if (response.has("$ref")) {
      pointer = response.path("$ref").asText().substring(1);
      response = open.at(pointer);
    }
    if (response.isMissingNode()) {
      return List.of("the status is not documented");
    }
    String type = mediaType(exchanged.answeredType());
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      return exchanged.answered().isEmpty() ? List.of() : List.of("a body (documented: none)");
    }
    if (!content.has(type)) {
      return List.of("'" + type + "' (documented: " + names(content) + ")");
    }
    if (!type.endsWith("json")) {
      return List.of();
    }
    return held(
        closed, "closed", pointer + "/content/" + escaped(type) + "/schema", exchanged.answered());
  }

  /// What was taken must be what is documented; what was refused may be anything.
  private List<String> taken(Place place, Exchanged exchanged) {
    JsonNode body = place.operation().path("requestBody");
    if (exchanged.sent().isEmpty()) {
      return body.path("required").asBoolean(false)
          ? List.of("no body was taken (documented: one is required)")
          : List.of();
    }
    if (body.isMissingNode()) {
      return List.of();
    }
    JsonNode content = body.path("content");
    String type = mediaType(exchanged.sentType());
    String documented = content.has(type) ? type : "application/json";
    if (!documented.endsWith("json")) {
      return List.of();
    }
    return content.has(documented)
        ? held(
            sent,
            "sent",
            place.pointer() + "/requestBody/content/" + escaped(documented) + "/schema",
            exchanged.sent())
        : List.of();
  }

  private List<String> parameters(Place place, Exchanged exchanged) {
    String path = below(exchanged.path());
    String alias = place.operation().path("x-maas-alias").asText();
    boolean aliased = !alias.isEmpty() && Templates.pattern(alias).matcher(path).matches();
    int query = exchanged.path().indexOf('?');
    return new SentParameters(place.operation(), place.pointer())
        .complaints(
            aliased ? alias : place.path(),
            path,
            query < 0 ? "" : exchanged.path().substring(query + 1),
            (pointer, value) -> held(sent, "sent", pointer, value));
  }

  private List<String> held(JsonNode document, String which, String pointer, String body) {
    try {
      return held(document, which, pointer, JSON.readTree(body));
    } catch (JsonProcessingException _) {
      return List.of("a body that is no JSON");
    }
  }

  private List<String> held(JsonNode document, String which, String pointer, JsonNode value) {
    return compiled
        .computeIfAbsent(which + pointer, _ -> compile(document, pointer))
        .validate(value)
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static JsonSchema compile(JsonNode document, String pointer) {
    ObjectNode root = document.deepCopy();
    root.put("$ref", "#" + pointer.replace("{", "%7B").replace("}", "%7D"));
    return SCHEMAS.getSchema(root);
  }

  private Optional<Place> find(Exchanged exchanged) {
    String path = below(exchanged.path());
    String method = exchanged.method().toLowerCase(Locale.ROOT);
    List<Place> places = new ArrayList<>();
    open.path("paths")
        .properties()
        .forEach(entry -> {
          JsonNode operation = entry.getValue().path(method);
          if (!operation.isMissingNode() && matches(entry.getKey(), operation, path)) {
            places.add(new Place(entry.getKey(), method, operation));
          }
        });
    // A path that is said to the letter is meant before one with variable parts.
    return places.stream()
        .min(Comparator.comparingLong(place -> place.path().chars().filter(c -> c == '{').count()));
  }

  private static boolean matches(String template, JsonNode operation, String path) {
    String alias = operation.path("x-maas-alias").asText();
    return Templates.pattern(template).matcher(path).matches()
        || (!alias.isEmpty() && Templates.pattern(alias).matcher(path).matches());
  }

  /// A path without its query. A tenant's API is the same below the tenant's path.
  private static String below(String path) {
    return path.replaceFirst("\\?.*", "").replaceFirst("^/t/[^/]+(?=/)", "");
  }

  /// Says of every object whose members are named that it has no others.
  ///
  /// @param madeUp whether it may have some that a test made up
  private static void close(JsonNode node, boolean madeUp) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && object.path("type").toString().contains("\"object\"")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
      if (madeUp) {
        object.putObject("patternProperties").put("^x", true);
      }
    }
    node.forEach(inner -> close(inner, madeUp));
  }

  private static String mediaType(String header) {
    return header.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  private static String names(JsonNode object) {
    return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
        .collect(Collectors.joining(", "));
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
