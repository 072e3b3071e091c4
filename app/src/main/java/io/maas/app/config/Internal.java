package io.maas.app.config;

/// Where the cluster's own parts ask control what no client may.
///
/// @param host not reached by clients
/// @param port 0 for a free one
public record Internal(String host, int port) {}
