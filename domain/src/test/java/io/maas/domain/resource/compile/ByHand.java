package io.maas.domain.resource.compile;

import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.StatusByHand;
import java.util.Map;

/// A scene in which somebody wrote the status of its subscription.
final class ByHand {

  private ByHand() {}

  /// @param own what we said before
  static Scene written(Scene scene, Map<String, Object> own, Map<String, Object> by) {
    scene
        .resources()
        .replaceAll(resource ->
            isSubscription(resource)
                ? with(
                    resource,
                    resource.generation(),
                    StatusByHand.note(with(resource, resource.generation(), own), by))
                : resource);
    return scene;
  }

  static void nextGeneration(Scene scene) {
    scene
        .resources()
        .replaceAll(resource ->
            isSubscription(resource)
                ? with(resource, resource.generation() + 1, resource.status())
                : resource);
  }

  private static boolean isSubscription(Resource resource) {
    return resource.key().kind() == Kind.SUBSCRIPTION;
  }

  private static Resource with(Resource of, long generation, Map<String, Object> status) {
    return new Resource(
        of.key(),
        of.labels(),
        of.annotations(),
        of.uid(),
        generation,
        of.resourceVersion(),
        of.createdAt(),
        of.finalizers(),
        of.deletedAt(),
        of.content(),
        status);
  }
}
