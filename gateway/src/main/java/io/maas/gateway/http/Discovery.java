package io.maas.gateway.http;

import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Snapshot;
import io.maas.http.NamedSubscription;
import io.maas.http.ShownCredential;
import io.maas.protocol.models.ModelListing;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Tells callers which models they can use. Free of limits, and not metered.
final class Discovery {

  /// What is asked for.
  sealed interface Question {}

  /// All models, or the one that the path names.
  record Listing(@Nullable ModelId model) implements Question {}

  /// One model by any of its names.
  record Single(String id) implements Question {}

  private final GatewayPorts ports;
  private final String publicUrl;

  Discovery(GatewayPorts ports, String publicUrl) {
    this.ports = ports;
    this.publicUrl = publicUrl;
  }

  /// @param tenant whose the request is
  void answer(
      EventLoop loop, HttpServerRequest request, String tenant, Reply reply, Question question) {
    switch (ShownCredential.in(request.headers())) {
      case ShownCredential.Unusable(Refusal refusal) -> refuse(request, reply, refusal);
      case ShownCredential.Shown(var credential) ->
          loop.when(
              ports.identities().identify(tenant, credential),
              identity -> identified(request, reply, question, identity),
              _ ->
                  refuse(
                      request,
                      reply,
                      new Refusal.Unavailable("the store of credentials cannot be asked now")));
    }
  }

  private void identified(
      HttpServerRequest request, Reply reply, Question question, Identity identity) {
    switch (identity) {
      case Identity.Unknown _ ->
          refuse(request, reply, new Refusal.Unauthenticated("invalid API key or token"));
      case Identity.Known(Principal caller, _) -> {
        String subscription = NamedSubscription.in(request.headers());
        switch (ask(caller, subscription, question, Forms.ofModels(request))) {
          case ModelListing.Listing.Listed(String json) ->
              reply.json(json.getBytes(StandardCharsets.UTF_8));
          case ModelListing.Listing.Denied(String message) ->
              refuse(request, reply, new Refusal.Forbidden(message));
          case ModelListing.Listing.Unknown(String model) ->
              refuse(request, reply, new Refusal.UnknownModel(model));
        }
      }
    }
  }

  private ModelListing.Listing ask(
      Principal caller, @Nullable String subscription, Question question, ModelListing.Form form) {
    String tenant = caller.tenant();
    Snapshot snapshot = ports.snapshots().of(tenant);
    ModelListing listing = new ModelListing(ports.snapshots().tenants().url(tenant, publicUrl));
    return switch (question) {
      case Listing(ModelId model) when model != null ->
          listing.one(caller, snapshot, subscription, model.toString(), form);
      case Listing _ -> listing.list(caller, snapshot, subscription, form);
      case Single(String id) -> listing.one(caller, snapshot, subscription, id, form);
    };
  }

  private void refuse(HttpServerRequest request, Reply reply, Refusal refusal) {
    ports.facts().refused(reply.refuse(refusal, request.version(), true));
  }
}
