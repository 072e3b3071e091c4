package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Endpoint.Surface;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Gathers connections into endpoints. References to one provider that differ in their dialect and
/// path alone are one endpoint that speaks several dialects: requests are not split between the
/// ways to ask it, and a client whose dialect it speaks passes through.
final class Places {

  private final List<List<Connection>> places = new ArrayList<>();

  void add(Connection connection) {
    for (List<Connection> place : places) {
      if (place.stream().allMatch(connection::besides)) {
        place.add(connection);
        return;
      }
    }
    places.add(new ArrayList<>(List.of(connection)));
  }

  void into(EndpointCompiler compiler) {
    for (List<Connection> place : places) {
      Connection first = place.getFirst();
      String base = base(place);
      compiler.add(
          first.provider(),
          URI.create(first.origin() + base),
          first.model(),
          first.owner(),
          new Credentials.Known(first.access()),
          place.stream().map(connection -> surface(connection.path(), base)).toList(),
          first.share());
    }
  }

  /// What stands before the usual path of every dialect; empty if that is not the same.
  private static String base(List<Connection> place) {
    String base = place.getFirst().path().base();
    return place.stream().allMatch(other -> other.path().base().equals(base)) ? base : "";
  }

  private static Surface surface(SurfacePath path, String base) {
    return new Surface(path.dialect(), base.isEmpty() ? path.base() + path.rest() : path.rest());
  }
}
