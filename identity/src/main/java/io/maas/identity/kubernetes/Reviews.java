package io.maas.identity.kubernetes;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/// What an API server reviews. A port, so that what follows from a review can be tested without
/// one.
@FunctionalInterface
public interface Reviews {

  /// Posts a review and gives its `status`. Fails if the server is away, or does not let us ask.
  ///
  /// @param path of the resource, such as `/apis/authentication.k8s.io/v1/tokenreviews`
  CompletionStage<Map<String, Object>> ask(String path, Map<String, Object> review);
}
