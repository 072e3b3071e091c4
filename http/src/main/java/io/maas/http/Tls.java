package io.maas.http;

import java.nio.file.Path;

/// Where a listener's certificate lies.
///
/// @param certificate PEM file with the chain
/// @param key PEM file with the private key
public record Tls(Path certificate, Path key) {}
