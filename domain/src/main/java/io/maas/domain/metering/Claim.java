package io.maas.domain.metering;

/// One limit that a request stands under, and whose counter of it.
///
/// @param limit the limit
/// @param subject the user, key or nothing (for a shared counter) that the counter belongs to
public record Claim(Limit limit, String subject) {}
