package io.maas.control.gateway;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the routes about gateways take and answer.
public final class GatewayOperations {

  private static final String TAG = "Gateways";

  public static final Operation LIST =
      Operation.of("listGateways", TAG, "The gateways that share counters")
          .paged()
          .answers(
              200,
              Schema.paged(Schema.of(GatewayEndpoints.GatewayView.class)).called("GatewayPage"));

  public static final Operation FORGET =
      Operation.of("forgetGateway", TAG, "Gives up a gateway that died without a word")
          .path("id", Schema.text(), "The gateway's id.")
          .query("force", Schema.flag().otherwise(false), "Also if it was heard of lately.")
          .answers(204)
          .refuses(404, 409);

  private GatewayOperations() {}
}
