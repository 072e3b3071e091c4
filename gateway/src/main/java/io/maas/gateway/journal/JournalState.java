package io.maas.gateway.journal;

import java.time.Duration;

/// How a journal is doing, for metrics and readiness.
///
/// @param backlogRecords requests that ended and are not in the ledger yet
/// @param backlogBytes how much of the journal is not drained yet
/// @param oldestUndrained how long the first of the records that wait for the ledger has waited;
///   zero if none does
/// @param openIntents requests that began and did not end yet
/// @param refusing whether a request would be refused now, because the disk is full, the backlog
///   too large, or what was written cannot be forced to the disk
/// @param drainedRecords records that went to the ledger since the journal was opened
/// @param setAsideRecords those of them that the ledger could not take and that are in
///   `refused-records` now
/// @param lostRecords requests of an earlier process whose end nobody saw
/// @param orphans outcomes without an intent: a bug of the gateway's, or a damaged disk
/// @param segments how many segments are in use
public record JournalState(
    long backlogRecords,
    long backlogBytes,
    Duration oldestUndrained,
    int openIntents,
    boolean refusing,
    long drainedRecords,
    long setAsideRecords,
    long lostRecords,
    long orphans,
    int segments) {}
