package io.maas.control.internal;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Tenants;
import java.net.URI;
import java.util.List;

/// `GET /v1/tenants`: the tenants that this control serves, and the gateway that their clients
/// call.
public final class TenantListing {

  private static final String GATEWAY = "maas-default-gateway";
  private static final String GATEWAY_NAMESPACE = "openshift-ingress";

  private final Snapshots snapshots;
  private final String gatewayUrl;

  /// @param gatewayUrl the gateway's root as clients see it
  public TenantListing(Snapshots snapshots, String gatewayUrl) {
    this.snapshots = snapshots;
    this.gatewayUrl = gatewayUrl;
  }

  public Reply list(Call call) {
    Tenants there = snapshots.tenants();
    return Reply.ok(
        new Listed(
            there
                .all()
                .map(tenant -> tenant.id())
                .sorted()
                .map(id -> new Line(id, gateway(URI.create(there.url(id, gatewayUrl)))))
                .toList()));
  }

  private static Gateway gateway(URI gateway) {
    String protocol = gateway.getScheme();
    int usual = protocol.equals("https") ? 443 : 80;
    return new Gateway(
        GATEWAY,
        GATEWAY_NAMESPACE,
        protocol,
        gateway.toString(),
        gateway.getPort() < 0 ? usual : gateway.getPort());
  }

  @Shape(name = "TenantList")
  record Listed(List<Line> tenants) {}

  @Shape(name = "Tenant")
  record Line(String name, Gateway gateway) {}

  @Shape(name = "TenantGateway")
  record Gateway(
      String name,
      String namespace,
      @Shape(values = {"http", "https"}) String protocol,
      String externalUrl,
      int port) {}
}
