package io.maas.gateway.http;

import io.maas.domain.catalog.Snapshots;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.UsageJournal;
import io.maas.gateway.identity.IdentityCache;
import io.maas.gateway.metrics.Facts;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What a gateway stands on.
///
/// @param clock for dates
/// @param ticker nanoseconds, for durations
/// @param random for ids and for drawing endpoints
/// @param aside runs what would hold an event loop up
public record GatewayPorts(
    Snapshots snapshots,
    IdentityCache identities,
    Quota quota,
    UsageJournal journal,
    Facts facts,
    InstantSource clock,
    LongSupplier ticker,
    RandomGenerator random,
    Executor aside) {}
