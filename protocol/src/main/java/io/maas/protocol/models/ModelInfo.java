package io.maas.protocol.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.domain.catalog.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One model as a client of Anthropic's reads it.
///
/// @param type always `model`
/// @param id what to write into a body's `model`
/// @param displayName what people call it
/// @param createdAt since when, as RFC 3339 has it
record ModelInfo(
    String type,
    String id,
    @JsonProperty("display_name") String displayName,
    @JsonProperty("created_at") String createdAt) {

  static ModelInfo of(Model model) {
    String name = model.details().displayName();
    return new ModelInfo(
        "model",
        model.publishedId(),
        name == null ? model.publishedId() : name,
        model.createdAt().toString());
  }

  /// A list of models, which is one page.
  ///
  /// @param firstId where the page begins; null if it is empty
  /// @param lastId where it ends; null if it is empty
  record Page(
      List<ModelInfo> data,
      @JsonProperty("has_more") boolean hasMore,
      @JsonProperty("first_id") @Nullable String firstId,
      @JsonProperty("last_id") @Nullable String lastId) {

    static Page of(List<ModelInfo> all) {
      return all.isEmpty()
          ? new Page(all, false, null, null)
          : new Page(all, false, all.getFirst().id(), all.getLast().id());
    }
  }
}
