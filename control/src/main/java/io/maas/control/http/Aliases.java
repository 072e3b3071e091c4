package io.maas.control.http;

import java.util.List;
import java.util.stream.Stream;

/// What is served at two paths: the reference has some of it without the prefix too.
final class Aliases {

  private Aliases() {}

  static List<Route> with(List<Route> routes) {
    return routes.stream()
        .flatMap(route -> {
          String bare = bare(route);
          return bare.isEmpty() ? Stream.of(route) : Stream.of(route, route.at(bare));
        })
        .toList();
  }

  /// The path of a route without the prefix, where it is served there too; else empty.
  static String bare(Route route) {
    String path = route.path();
    String bare = path.startsWith(Routes.PREFIX) ? path.substring(Routes.PREFIX.length()) : "";
    return Routes.ALIASES.stream().anyMatch(alias -> isBelow(bare, alias)) ? bare : "";
  }

  /// Whether a path is this one or below it.
  static boolean isBelow(String path, String root) {
    return path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }
}
