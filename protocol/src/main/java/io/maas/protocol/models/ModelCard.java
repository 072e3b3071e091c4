package io.maas.protocol.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelDetails;
import io.maas.domain.catalog.Snapshot.Accessible;
import io.maas.domain.catalog.Subscription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One model as a client reads it: OpenAI's fields, and the reference's additions.
///
/// @param id what to write into a body's `model`
/// @param object always `model`
/// @param created since when, in seconds since 1970
/// @param ownedBy `namespace/name` of the model reference
/// @param ready whether it answers; only such are listed
/// @param url the gateway's root, to put `/v1/chat/completions` behind: the body's `model` decides
/// @param kind what serves it
/// @param modelDetails what people are told, if anything
/// @param aliases the other names of it
/// @param subscriptions through which the caller may use it
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelCard(
    String id,
    String object,
    long created,
    @JsonProperty("owned_by") String ownedBy,
    boolean ready,
    String url,
    String kind,
    @Nullable Details modelDetails,
    List<String> aliases,
    List<Through> subscriptions) {

  static ModelCard of(Accessible accessible, String gatewayUrl) {
    Model model = accessible.model();
    return new ModelCard(
        model.publishedId(),
        "model",
        model.createdAt().getEpochSecond(),
        model.id().toString(),
        model.ready(),
        gatewayUrl,
        model.kind(),
        Details.of(model.details()),
        model.aliases().stream().filter(a -> !a.equals(model.publishedId())).sorted().toList(),
        accessible.subscriptions().stream().map(Through::of).toList());
  }

  /// What people are told about a model.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Details(
      @Nullable String displayName,
      @Nullable String description,
      @Nullable String genaiUseCase,
      @Nullable String contextWindow,
      List<String> modelCapabilities) {

    static @Nullable Details of(ModelDetails details) {
      return details.equals(ModelDetails.NONE)
          ? null
          : new Details(
              details.displayName(),
              details.description(),
              details.genaiUseCase(),
              details.contextWindow(),
              details.capabilities());
    }
  }

  /// A subscription that gives the model.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Through(String name, @Nullable String displayName, @Nullable String description) {
    static Through of(Subscription subscription) {
      return new Through(
          subscription.name(), subscription.display().name(), subscription.display().description());
    }
  }
}
