package io.maas.domain.resource;

import io.maas.domain.catalog.Snapshot;
import java.util.Map;

/// What came of compiling all resources.
///
/// @param snapshot what the path of a request reads
/// @param statuses what to say of each resource, as its `status` tree
public record Compilation(Snapshot snapshot, Map<ResourceKey, Map<String, Object>> statuses) {}
