package io.maas.domain.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people are told about a model; all of it optional.
public record ModelDetails(
    @Nullable String displayName,
    @Nullable String description,
    @Nullable String genaiUseCase,
    @Nullable String contextWindow,
    List<String> capabilities) {

  /// Nothing is told.
  public static final ModelDetails NONE = new ModelDetails(null, null, null, null, List.of());
}
