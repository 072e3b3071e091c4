package io.maas.app.config;

import io.maas.identity.oidc.IssuerSettings;

/// An issuer of tokens that a tenant believes.
///
/// @param tenant its namespace
public record Believed(String tenant, IssuerSettings issuer) {}
