package io.maas.domain.catalog;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A place that answers for a model.
///
/// @param name unique within the model
/// @param url up to and without `/v1`: scheme, host, port and maybe a path
/// @param servedModel the model's name there
/// @param provider whose it is: `internal`, or the provider's name
/// @param apiKey sent as a bearer token, if it wants one
/// @param weight its share among the model's endpoints, 0 for none
public record Endpoint(
    String name,
    URI url,
    String servedModel,
    String provider,
    @Nullable Secret apiKey,
    int weight) {}
