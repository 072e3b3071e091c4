package io.maas.control.job;

import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.domain.resource.StatusByHand;
import java.util.Map;
import java.util.function.Consumer;

/// Writes what maas says of each resource, where it says something new.
public final class StatusWriter implements Consumer<Map<ResourceKey, Map<String, Object>>> {

  private final Resources resources;

  public StatusWriter(Resources resources) {
    this.resources = resources;
  }

  @Override
  public void accept(Map<ResourceKey, Map<String, Object>> statuses) {
    for (Resource resource : resources.list(Resources.Selection.ALL)) {
      Map<String, Object> status = statuses.get(resource.key());
      if (status != null && !status.equals(resource.status()) && mayReplace(resource, status)) {
        resources.putStatus(resource.key(), status);
      }
    }
  }

  /// What somebody wrote by hand after we looked stands over what we saw.
  private static boolean mayReplace(Resource live, Map<String, Object> status) {
    return StatusByHand.of(live).filter(hand -> hand.standsOver(status)).isEmpty();
  }
}
