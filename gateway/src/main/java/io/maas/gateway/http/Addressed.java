package io.maas.gateway.http;

import io.maas.gateway.routing.Route;

/// What a request's host and path say, before anything else is known of it.
///
/// @param tenant whose it is
/// @param route what it asks for, below the tenant's root
record Addressed(String tenant, Route.Inference route) {}
