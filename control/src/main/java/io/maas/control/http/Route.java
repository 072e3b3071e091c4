package io.maas.control.http;

import io.maas.control.access.Permission;
import io.maas.control.api.Operation;
import io.maas.control.call.Endpoint;
import io.vertx.core.http.HttpMethod;

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
}
