package io.maas.bench.gateway;

import io.maas.bench.load.Wrk;

/// One target under one load in one round.
///
/// @param target its name
/// @param load what the clients saw
/// @param busy the share of its core that the target took while under load
/// @param cpuMicros what it took of its core for each request, until all of them were in the ledger
/// @param residentBytes its memory afterwards
record Measurement(
    String target,
    Scenario scenario,
    int round,
    Wrk.Result load,
    double busy,
    double cpuMicros,
    long residentBytes) {}
