package io.maas.control.http;

import static io.maas.control.access.Permission.ASK_FOR_SUBSCRIPTIONS;
import static io.maas.control.access.Permission.CHANGE_KEYS;
import static io.maas.control.access.Permission.DECIDE_REQUESTS;
import static io.maas.control.access.Permission.MAKE_KEYS;
import static io.maas.control.access.Permission.READ_KEYS;
import static io.maas.control.access.Permission.READ_REQUESTS;
import static io.maas.control.access.Permission.REVOKE_KEYS;
import static io.maas.control.http.ErrorShape.FLAT;
import static io.maas.control.http.Route.delete;
import static io.maas.control.http.Route.get;
import static io.maas.control.http.Route.patch;
import static io.maas.control.http.Route.post;

import io.maas.control.ControlPorts;
import io.maas.control.key.BulkRevocation;
import io.maas.control.key.KeyEndpoints;
import io.maas.control.key.KeyLife;
import io.maas.control.key.KeyLifetimes;
import io.maas.control.key.KeyListing;
import io.maas.control.key.KeyMint;
import io.maas.control.key.KeyOperations;
import io.maas.control.key.KeyOwners;
import io.maas.control.key.KeyPatch;
import io.maas.control.key.KeySearch;
import io.maas.control.key.KeyUsage;
import io.maas.control.key.KeysPerUser;
import io.maas.control.key.ShortLivedTokens;
import io.maas.control.request.AccessDecisions;
import io.maas.control.request.AccessRequestEndpoints;
import io.maas.control.request.Approvers;
import io.maas.control.request.Offers;
import io.maas.control.request.RequestOperations;
import io.maas.control.usage.UsageEndpoint;
import java.util.List;

/// What there is around keys: keys themselves, and asking for the subscriptions that they are bound
/// to.
final class KeyRoutes {

  private KeyRoutes() {}

  static List<Route> of(ControlPorts ports) {
    var usage = new UsageEndpoint(ports.ledger());
    var lifetimes = new KeyLifetimes(ports.resources());
    var most = new KeysPerUser(ports.resources());
    var mint =
        new KeyMint(
            ports.keys(),
            most,
            ports.login().memberships(),
            ports.snapshots(),
            ports.clock(),
            ports.random());
    var owners = new KeyOwners(ports.keys(), ports.users(), ports.snapshots());
    var keys =
        new KeyEndpoints(ports.keys(), owners, mint, lifetimes, ports.snapshots(), ports.clock());
    var life = new KeyLife(ports.keys(), owners, mint, ports.snapshots(), ports.clock());
    var changes = new KeyPatch(ports.keys(), owners, lifetimes, ports.snapshots(), ports.clock());
    var search = new KeySearch(ports.keys(), ports.snapshots(), ports.clock());
    var listed = new KeyListing(ports.keys(), ports.clock());
    var bulk = new BulkRevocation(ports.keys(), ports.snapshots(), ports.clock());
    var tokens =
        new ShortLivedTokens(ports.keys(), mint, lifetimes, ports.snapshots(), ports.clock());
    var approvers = new Approvers(ports.accessRequests(), ports.snapshots());
    var asks =
        new AccessRequestEndpoints(
            ports.accessRequests(), approvers, ports.clock(), ports.random());
    var answers = new AccessDecisions(ports.accessRequests(), approvers, ports.clock());
    var offers = new Offers(ports.snapshots());
    var keyUsage = new KeyUsage(owners, usage);

    return List.of(
        post("/maas-api/v1/tokens", MAKE_KEYS, FLAT, tokens::create, KeyOperations.CREATE_TOKEN),
        delete(
            "/maas-api/v1/tokens",
            REVOKE_KEYS,
            FLAT,
            tokens::revokeMine,
            KeyOperations.REVOKE_TOKENS),
        post("/maas-api/v1/api-keys", MAKE_KEYS, FLAT, keys::create, KeyOperations.CREATE),
        get("/maas-api/v1/api-keys", READ_KEYS, FLAT, listed::list, KeyOperations.LIST),
        post("/maas-api/v1/api-keys/search", READ_KEYS, FLAT, search::search, KeyOperations.SEARCH),
        post(
            "/maas-api/v1/api-keys/bulk-revoke",
            REVOKE_KEYS,
            FLAT,
            bulk::revoke,
            KeyOperations.BULK_REVOKE),
        get("/maas-api/v1/api-keys/config", READ_KEYS, FLAT, keys::config, KeyOperations.CONFIG),
        get("/maas-api/v1/api-keys/:id", READ_KEYS, FLAT, keys::read, KeyOperations.READ),
        delete("/maas-api/v1/api-keys/:id", REVOKE_KEYS, FLAT, keys::revoke, KeyOperations.REVOKE),
        patch(
            "/maas-api/v1/api-keys/:id", CHANGE_KEYS, FLAT, changes::change, KeyOperations.CHANGE),
        post(
            "/maas-api/v1/api-keys/:id/rotate",
            CHANGE_KEYS,
            FLAT,
            life::rotate,
            KeyOperations.ROTATE),
        post(
            "/maas-api/v1/api-keys/:id/pause", CHANGE_KEYS, FLAT, life::pause, KeyOperations.PAUSE),
        post(
            "/maas-api/v1/api-keys/:id/resume",
            CHANGE_KEYS,
            FLAT,
            life::resume,
            KeyOperations.RESUME),
        get(
            "/maas-api/v1/api-keys/:id/usage",
            READ_KEYS,
            FLAT,
            keyUsage::tell,
            KeyOperations.USAGE),
        get(
            "/maas-api/v1/subscription-offers",
            ASK_FOR_SUBSCRIPTIONS,
            FLAT,
            offers::list,
            RequestOperations.OFFERS),
        post(
            "/maas-api/v1/subscription-requests",
            ASK_FOR_SUBSCRIPTIONS,
            FLAT,
            asks::ask,
            RequestOperations.ASK),
        get(
            "/maas-api/v1/subscription-requests",
            READ_REQUESTS,
            FLAT,
            asks::list,
            RequestOperations.LIST),
        get(
            "/maas-api/v1/subscription-requests/:id",
            READ_REQUESTS,
            FLAT,
            asks::read,
            RequestOperations.READ),
        delete(
            "/maas-api/v1/subscription-requests/:id",
            ASK_FOR_SUBSCRIPTIONS,
            FLAT,
            asks::withdraw,
            RequestOperations.WITHDRAW),
        post(
            "/maas-api/v1/subscription-requests/:id/approve",
            DECIDE_REQUESTS,
            FLAT,
            answers::approve,
            RequestOperations.APPROVE),
        post(
            "/maas-api/v1/subscription-requests/:id/deny",
            DECIDE_REQUESTS,
            FLAT,
            answers::deny,
            RequestOperations.DENY),
        post(
            "/maas-api/v1/subscription-requests/:id/revoke",
            DECIDE_REQUESTS,
            FLAT,
            answers::revoke,
            RequestOperations.REVOKE));
  }
}
