package io.maas.bench.simulation;

/// What came of a world.
///
/// @param requests how many came
/// @param overshoot the most points that were used of a window beyond the limit
/// @param served the part of the limit that was used, on average over windows that are over
/// @param refused the part of the requests that was refused
/// @param exactly the part of the requests that a single exact counter refuses
/// @param needlessly the part that was refused here and that the exact counter admits
/// @param idle the part of the limit that lay in leases unused, on average
/// @param operations of the store, for each request
record Result(
    long requests,
    long overshoot,
    double served,
    double refused,
    double exactly,
    double needlessly,
    double idle,
    double operations) {}
