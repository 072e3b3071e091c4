package io.maas.bench.simulation;

/// What came of a world.
///
/// @param requests how many came
/// @param overshoot the most points that were used of a window beyond the limit
/// @param served the part of the limit that was used, on average over windows that are over
/// @param refused the part of the requests that was refused
/// @param exactly the part of the requests that a single exact counter refuses
/// @param needlessly the part that was refused here and that the exact counter admits
/// @param stranded the part of the limit that was debited and neither used nor held by a request,
///   on average
/// @param strandedMost the same, at most
/// @param operations of the store, for each request
record Result(
    long requests,
    long overshoot,
    double served,
    double refused,
    double exactly,
    double needlessly,
    double stranded,
    double strandedMost,
    double operations) {}
