package io.maas.gateway.passage;

import io.maas.domain.access.Refusal;
import java.util.List;
import java.util.Map;

/// A request at the door of an endpoint.
public sealed interface Passage {

  /// It can go there.
  ///
  /// @param path behind the endpoint's URL, maybe with a query
  /// @param body as the endpoint reads it
  /// @param headers that the dialect wants beside the endpoint's credential
  /// @param dropped what the client said and the endpoint's dialect cannot
  /// @param way how the answer comes back
  record Open(
      String path, byte[] body, Map<String, String> headers, List<String> dropped, WayBack way)
      implements Passage {}

  /// It cannot, and why.
  record Closed(Refusal refusal) implements Passage {}
}
