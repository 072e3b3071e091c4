package io.maas.control.job;

import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
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
      if (status != null && !status.equals(resource.status())) {
        resources.putStatus(resource.key(), status);
      }
    }
  }
}
