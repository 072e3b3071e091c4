package io.maas.control.http;

import static io.maas.control.access.Permission.DISCOVER;
import static io.maas.control.access.Permission.LOOK_IN;
import static io.maas.control.access.Permission.TEND_KEYS;
import static io.maas.control.http.ErrorShape.DETAILED;
import static io.maas.control.http.ErrorShape.FLAT;
import static io.maas.control.http.Route.delete;
import static io.maas.control.http.Route.get;
import static io.maas.control.http.Route.post;

import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.internal.InternalKeys;
import io.maas.control.internal.InternalOperations;
import io.maas.control.internal.SubscriptionSelection;
import io.maas.control.internal.TenantListing;
import java.util.ArrayList;
import java.util.List;

/// The whole surface of the internal listener. As in the reference nobody shows anything there, but
/// for the list of tenants: who reaches the listener is let in, and no client's listener leads
/// here.
final class InternalRoutes {

  private InternalRoutes() {}

  static List<Route> of(ControlPorts ports, ControlSettings settings) {
    var keys = new InternalKeys(ports.snapshots(), ports.keys(), ports.clock());
    var selection = new SubscriptionSelection(ports.snapshots());
    var tenants = new TenantListing(ports.snapshots(), settings.gatewayUrl());
    List<Route> routes =
        new ArrayList<>(
            List.of(
                get("/health", LOOK_IN, FLAT, _ -> Routes.HEALTHY, ServiceOperations.HEALTH),
                post(
                    "/internal/v1/api-keys/validate",
                    LOOK_IN,
                    FLAT,
                    keys::validate,
                    InternalOperations.VALIDATE),
                post(
                    "/internal/v1/api-keys/cleanup",
                    TEND_KEYS,
                    FLAT,
                    keys::cleanup,
                    InternalOperations.CLEAN_UP),
                delete(
                    "/internal/v1/tenants/:tenant/api-keys",
                    TEND_KEYS,
                    FLAT,
                    keys::revokeTenant,
                    InternalOperations.REVOKE_TENANT),
                post(
                    "/internal/v1/subscriptions/select",
                    LOOK_IN,
                    FLAT,
                    selection::select,
                    InternalOperations.SELECT),
                get("/v1/tenants", DISCOVER, DETAILED, tenants::list, InternalOperations.TENANTS)));
    var document = new OpenApiEndpoint(() -> OpenApi.of(routes, "/"));
    routes.add(get("/openapi.json", LOOK_IN, FLAT, document::tell, ServiceOperations.DOCUMENT));
    return List.copyOf(routes);
  }
}
