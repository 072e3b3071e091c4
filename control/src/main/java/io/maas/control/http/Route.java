package io.maas.control.http;

import io.maas.control.access.Permission;
import io.maas.control.api.Operation;
import io.maas.control.call.Endpoint;
import io.maas.domain.audit.AuditEntry.Thing;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One line of the route table.
///
/// @param path below the gateway's root; `:name` for a variable part
/// @param permission what it lets one do
/// @param errors how its refusals look
/// @param endpoint what answers
/// @param operation what the document says of it
/// @param largestBody the most bytes that it takes, where that is not what the settings say; else 0
record Route(
    HttpMethod method,
    String path,
    Permission permission,
    ErrorShape errors,
    Endpoint endpoint,
    Operation operation,
    int largestBody) {

  /// What paths begin with, whatever they are about.
  private static final Set<String> COMMON = Set.of("", "maas-api", "internal", "v1");

  static Route get(
      String path,
      Permission permission,
      ErrorShape errors,
      Endpoint endpoint,
      Operation operation) {
    return new Route(HttpMethod.GET, path, permission, errors, endpoint, operation, 0);
  }

  static Route post(
      String path,
      Permission permission,
      ErrorShape errors,
      Endpoint endpoint,
      Operation operation) {
    return new Route(HttpMethod.POST, path, permission, errors, endpoint, operation, 0);
  }

  static Route put(
      String path,
      Permission permission,
      ErrorShape errors,
      Endpoint endpoint,
      Operation operation) {
    return new Route(HttpMethod.PUT, path, permission, errors, endpoint, operation, 0);
  }

  static Route patch(
      String path,
      Permission permission,
      ErrorShape errors,
      Endpoint endpoint,
      Operation operation) {
    return new Route(HttpMethod.PATCH, path, permission, errors, endpoint, operation, 0);
  }

  static Route delete(
      String path,
      Permission permission,
      ErrorShape errors,
      Endpoint endpoint,
      Operation operation) {
    return new Route(HttpMethod.DELETE, path, permission, errors, endpoint, operation, 0);
  }

  /// The same at another path.
  Route at(String other) {
    return new Route(method, other, permission, errors, endpoint, operation, largestBody);
  }

  /// The same for larger bodies.
  Route upTo(int bytes) {
    return new Route(method, path, permission, errors, endpoint, operation, bytes);
  }

  /// What the audit log calls it: the operation's id in the API's document, and nothing else.
  String action() {
    return operation.id();
  }

  /// What an action was called in lines of any time, by one of these names: programs before this
  /// one wrote the method and the path. A name that no route has is itself.
  static Set<String> namesOf(String action, List<Route> routes) {
    Set<String> ids =
        routes.stream()
            .filter(route -> route.names().anyMatch(action::equals))
            .map(Route::action)
            .collect(Collectors.toSet());
    return Stream.concat(
            Stream.of(action),
            routes.stream().filter(route -> ids.contains(route.action())).flatMap(Route::names))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<String> names() {
    return Stream.of(action(), method + " " + path);
  }

  /// Whether something is another afterwards, which the audit log tells.
  boolean acts() {
    return permission.changes() && !method.equals(HttpMethod.GET);
  }

  /// What it acts on, as far as the path says: its first word of its own, and its variable parts.
  ///
  /// @param parts of the path, by name
  Thing object(Map<String, String> parts) {
    String kind = "";
    StringJoiner name = new StringJoiner("/");
    for (String part : path.split("/", -1)) {
      if (part.startsWith(":")) {
        name.add(parts.getOrDefault(part.substring(1), ""));
      } else if (kind.isEmpty() && !COMMON.contains(part)) {
        kind = part;
      }
    }
    return new Thing(kind, name.toString());
  }
}
