package io.maas.control.internal;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import java.net.URI;
import java.util.List;

/// `GET /v1/tenants`: the tenants that this control serves, and the gateway that their clients call.
public final class TenantListing {

  private static final String GATEWAY = "maas-default-gateway";
  private static final String GATEWAY_NAMESPACE = "openshift-ingress";

  private final String tenant;
  private final URI gateway;

  /// @param gatewayUrl the gateway's root as clients see it
  public TenantListing(String tenant, String gatewayUrl) {
    this.tenant = tenant;
    this.gateway = URI.create(gatewayUrl);
  }

  public Reply list(Call call) {
    return Reply.ok(new Tenants(List.of(new Tenant(tenant, gateway()))));
  }

  private Gateway gateway() {
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
  record Tenants(List<Tenant> tenants) {}

  record Tenant(String name, Gateway gateway) {}

  @Shape(name = "TenantGateway")
  record Gateway(
      String name,
      String namespace,
      @Shape(values = {"http", "https"}) String protocol,
      String externalUrl,
      int port) {}
}
