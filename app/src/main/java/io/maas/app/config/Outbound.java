package io.maas.app.config;

import io.maas.gateway.upstream.OutboundProxy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How engines and providers are reached.
///
/// @param ca authorities to believe beside the system's, in PEM; null for none
/// @param proxy what stands before the outside; null for nothing
public record Outbound(@Nullable Path ca, @Nullable OutboundProxy proxy) {}
