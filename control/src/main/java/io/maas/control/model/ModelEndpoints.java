package io.maas.control.model;

import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.catalog.Snapshots;
import io.maas.protocol.models.ModelListing;
import io.maas.protocol.models.ModelListing.Listing;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// `GET /maas-api/v1/models`: the same list as the gateway's `/v1/models`.
public final class ModelEndpoints {

  private final String gatewayUrl;
  private final Snapshots snapshots;
  private final InstantSource clock;

  /// @param gatewayUrl the gateway's root, without a slash at the end
  public ModelEndpoints(String gatewayUrl, Snapshots snapshots, InstantSource clock) {
    this.gatewayUrl = gatewayUrl;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /// The caller's models, and when that was looked up.
  public Reply list(Call call) {
    String tenant = call.tenant();
    ModelListing listing = new ModelListing(snapshots.tenants().url(tenant, gatewayUrl));
    return switch (listing.list(call.principal(), snapshots.of(tenant), call.subscription())) {
      case Listing.Listed(String json) ->
          new Reply.Answered(
              200,
              json,
              Map.of(
                  "X-Access-Checked-At",
                  clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
      case Listing.Denied(String message) -> Reply.forbidden(message);
      case Listing.Unknown(String model) -> Reply.notFound("model " + model + " not found");
    };
  }
}
