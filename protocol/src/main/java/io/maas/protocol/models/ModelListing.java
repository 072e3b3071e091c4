package io.maas.protocol.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshot.Accessible;
import io.maas.domain.catalog.Subscription;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells a caller which models it can use: those that a subscription of the caller's contains, that
/// a policy grants, and that answer. A key sees what its subscription gives and nothing else.
public final class ModelListing {

  private static final JsonMapper JSON = new JsonMapper();

  private final String gatewayUrl;

  /// Lists models of one gateway.
  ///
  /// @param gatewayUrl the gateway's root, without a slash at the end
  public ModelListing(String gatewayUrl) {
    this.gatewayUrl = gatewayUrl;
  }

  /// In whose words a list is told.
  public enum Form {
    /// OpenAI's: `{"object":"list","data":[...]}`, with the reference's additions.
    OPENAI,
    /// Anthropic's: `{"data":[...],"has_more":false,"first_id":...,"last_id":...}`, for clients
    /// that send `anthropic-version`.
    ANTHROPIC
  }

  /// What came of asking.
  public sealed interface Listing {

    /// A JSON text, ready to send.
    record Listed(String json) implements Listing {}

    /// The caller may not ask through that subscription. One text for denied and unknown ones, so
    /// that nobody learns which subscriptions exist.
    record Denied(String message) implements Listing {}

    /// The caller can use no such model.
    record Unknown(String model) implements Listing {}
  }

  /// All models of the caller, in OpenAI's words.
  ///
  /// @param requested the subscription that a token names by header; ignored for a key
  public Listing list(Principal principal, Snapshot snapshot, @Nullable String requested) {
    return list(principal, snapshot, requested, Form.OPENAI);
  }

  /// All models of the caller.
  ///
  /// @param requested the subscription that a token names by header; ignored for a key
  public Listing list(
      Principal principal, Snapshot snapshot, @Nullable String requested, Form form) {
    String named = named(principal, requested);
    Listing.Denied denied = refuse(principal, snapshot, named);
    if (denied != null) {
      return denied;
    }
    List<Accessible> ready = ready(principal, snapshot, named);
    return new Listing.Listed(
        json(
            switch (form) {
              case OPENAI -> new Models("list", cards(ready));
              case ANTHROPIC -> ModelInfo.Page.of(infos(ready));
            }));
  }

  /// One model of the caller, in OpenAI's words.
  ///
  /// @param requested the subscription that a token names by header; ignored for a key
  /// @param id any name of the model
  public Listing one(
      Principal principal, Snapshot snapshot, @Nullable String requested, String id) {
    return one(principal, snapshot, requested, id, Form.OPENAI);
  }

  /// One model of the caller.
  ///
  /// @param requested the subscription that a token names by header; ignored for a key
  /// @param id any name of the model
  public Listing one(
      Principal principal, Snapshot snapshot, @Nullable String requested, String id, Form form) {
    String named = named(principal, requested);
    Listing.Denied denied = refuse(principal, snapshot, named);
    if (denied != null) {
      return denied;
    }
    Optional<Accessible> found =
        ready(principal, snapshot, named).stream()
            .filter(a -> a.model().publishedId().equals(id) || a.model().goesBy(id))
            .min(Comparator.comparing(a -> !a.model().publishedId().equals(id)));
    if (found.isEmpty()) {
      return new Listing.Unknown(id);
    }
    return new Listing.Listed(
        json(
            switch (form) {
              case OPENAI -> ModelCard.of(found.get(), gatewayUrl);
              case ANTHROPIC -> ModelInfo.of(found.get().model());
            }));
  }

  private record Models(String object, List<ModelCard> data) {}

  private static @Nullable String named(Principal principal, @Nullable String requested) {
    Principal.KeyBinding key = principal.key();
    return key != null ? key.subscription() : requested;
  }

  private static Listing.@Nullable Denied refuse(
      Principal principal, Snapshot snapshot, @Nullable String named) {
    if (named == null) {
      return null;
    }
    Subscription subscription = snapshot.find(named).orElse(null);
    if (subscription == null || !snapshot.mayUse(principal, subscription)) {
      return new Listing.Denied("access denied to requested subscription");
    }
    return subscription.phase().serves()
        ? null
        : new Listing.Denied("subscription " + subscription.name() + " is not ready");
  }

  private List<ModelCard> cards(List<Accessible> ready) {
    return ready.stream()
        .map(accessible -> ModelCard.of(accessible, gatewayUrl))
        .sorted(Comparator.comparing(ModelCard::id).thenComparing(ModelCard::ownedBy))
        .toList();
  }

  private static List<ModelInfo> infos(List<Accessible> ready) {
    return ready.stream()
        .map(accessible -> ModelInfo.of(accessible.model()))
        .sorted(Comparator.comparing(ModelInfo::id))
        .toList();
  }

  private static List<Accessible> ready(
      Principal principal, Snapshot snapshot, @Nullable String named) {
    return snapshot.accessible(principal, named).stream().filter(a -> a.model().ready()).toList();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers can always be written", e);
    }
  }
}
