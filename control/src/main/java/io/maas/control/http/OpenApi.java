package io.maas.control.http;

import io.maas.control.api.Components;
import io.maas.control.api.Operation;
import io.maas.control.api.Parameter;
import io.maas.control.api.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The document of the API, OpenAPI 3.1, made of the route table. What the table does not say is
/// what holds of all routes alike: how to show who calls, and what is refused before an endpoint is
/// asked.
final class OpenApi {

  /// Where it is served.
  static final String PATH = Routes.PREFIX + "/openapi.json";

  /// Of the API, not of the program: clients of one number need not be generated anew.
  private static final String VERSION = "1";

  private static final Pattern VARIABLE = Pattern.compile(":([A-Za-z0-9_]+)");

  /// What is refused before an endpoint is asked, so that no endpoint has a word in it.
  private static final Set<Integer> EVERYWHERE = Set.of(401, 413, 503);

  private final Components components = new Components();
  private final Map<String, Object> shared = new TreeMap<>();

  private OpenApi() {}

  /// Makes the document of these routes.
  ///
  /// @param server the root under which clients reach them
  static Map<String, Object> of(List<Route> routes, String server) {
    OpenApi made = new OpenApi();
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (Route route : routes) {
      String path = VARIABLE.matcher(route.path()).replaceAll("{$1}");
      paths
          .computeIfAbsent(path, _ -> new LinkedHashMap<>())
          .put(route.method().name().toLowerCase(Locale.ROOT), made.operation(route));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", OpenApiWords.INFO.apply(VERSION));
    document.put("servers", List.of(Map.of("url", server)));
    document.put("tags", tags(routes));
    document.put("paths", paths);
    document.put("components", made.parts());
    return made.ordered(document);
  }

  /// The same to the letter in every process.
  private Map<String, Object> ordered(Map<String, Object> document) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    document.forEach(
        (key, value) -> ordered.put(key, Objects.requireNonNull(components.write(value))));
    return ordered;
  }

  private static List<Object> tags(List<Route> routes) {
    return routes.stream()
        .map(route -> route.operation().tag())
        .distinct()
        .<Object>map(tag -> Map.of("name", tag))
        .toList();
  }

  private Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("schemas", components.all());
    parts.put("responses", shared);
    parts.put("headers", OpenApiWords.HEADERS);
    parts.put("securitySchemes", OpenApiWords.SECURITY);
    return parts;
  }

  private Map<String, Object> operation(Route route) {
    Operation said = route.operation();
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", said.id());
    operation.put("tags", List.of(said.tag()));
    operation.put("summary", said.summary());
    if (said.says() != null) {
      operation.put("description", said.says());
    }
    operation.put("security", OpenApiWords.security(route.permission()));
    operation.put("x-maas-permission", route.permission().name());
    if (!Aliases.bare(route).isEmpty()) {
      operation.put("x-maas-alias", VARIABLE.matcher(Aliases.bare(route)).replaceAll("{$1}"));
    }
    if (!parameters(route).isEmpty()) {
      operation.put("parameters", parameters(route).stream().map(this::parameter).toList());
    }
    Operation.Body body = said.body();
    if (body != null) {
      operation.put(
          "requestBody", Map.of("required", body.required(), "content", content(body.byType())));
    }
    operation.put("responses", responses(route));
    return operation;
  }

  /// Those that are said; which must be those of the path.
  private static List<Parameter> parameters(Route route) {
    Set<String> variables =
        VARIABLE.matcher(route.path()).results().map(m -> m.group(1)).collect(Collectors.toSet());
    Set<String> said =
        route.operation().parameters().stream()
            .filter(parameter -> parameter.place() == Parameter.Place.PATH)
            .map(Parameter::name)
            .collect(Collectors.toSet());
    if (!said.equals(variables)) {
      throw new IllegalStateException(
          route.path() + ": " + said + " (expected: " + variables + " said as parts of the path)");
    }
    return route.operation().parameters();
  }

  private Map<String, Object> parameter(Parameter parameter) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", parameter.name());
    tree.put("in", parameter.place().name().toLowerCase(Locale.ROOT));
    tree.put("required", parameter.required());
    tree.put("description", parameter.says());
    if (parameter.place() == Parameter.Place.QUERY && !parameter.required()) {
      tree.put("allowEmptyValue", true); // as if it were left out, as Call.asked says
    }
    tree.put("schema", written(parameter.schema()));
    return tree;
  }

  private Map<String, Object> content(Map<String, Schema> byType) {
    Map<String, Object> content = new LinkedHashMap<>();
    new TreeMap<>(byType)
        .forEach((type, schema) -> content.put(type, Map.of("schema", written(schema))));
    return content;
  }

  private Map<String, Object> responses(Route route) {
    Map<String, Object> responses = new LinkedHashMap<>();
    route
        .operation()
        .answers()
        .forEach((status, answer) -> {
          Map<String, Object> response = new LinkedHashMap<>();
          response.put("description", answer.says());
          response.put("headers", headers(answer.headers()));
          if (answer.schema() != null) {
            response.put("content", content(Map.of(answer.type(), answer.schema())));
          }
          responses.put(String.valueOf(status), response);
        });
    refusals(route)
        .forEach(status -> responses.put(String.valueOf(status), refusal(route, status)));
    return responses;
  }

  private Object refusal(Route route, int status) {
    Map<String, Schema> more = route.operation().errors();
    if (!more.isEmpty() && !EVERYWHERE.contains(status)) {
      return refusal(status, route.errors().schema(more));
    }
    String name = route.errors().title() + status;
    shared.computeIfAbsent(
        name, _ -> refusal(status, route.errors().schema(Map.of()).called(route.errors().title())));
    return Map.of("$ref", "#/components/responses/" + name);
  }

  private Map<String, Object> refusal(int status, Schema error) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("description", OpenApiWords.refusal(status));
    response.put("headers", headers(Map.of()));
    response.put("content", content(Map.of("application/json", error)));
    return response;
  }

  private static Map<String, Object> headers(Map<String, String> own) {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put(RequestId.HEADER, Map.of("$ref", "#/components/headers/RequestId"));
    own.forEach((name, says) ->
        headers.put(name, Map.of("description", says, "schema", Map.of("type", "string"))));
    return headers;
  }

  /// What an endpoint refuses, and what is refused before one is asked.
  private static Set<Integer> refusals(Route route) {
    Set<Integer> refusals = new TreeSet<>(route.operation().refusals());
    refusals.addAll(Set.of(400, 403, 413));
    if (!route.permission().open()) {
      refusals.addAll(EVERYWHERE);
    }
    return refusals;
  }

  private Object written(Schema schema) {
    Object written = components.write(schema);
    return written == null ? Map.of() : written;
  }
}
