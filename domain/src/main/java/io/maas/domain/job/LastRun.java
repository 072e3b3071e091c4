package io.maas.domain.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a job's last run, whoever ran it.
///
/// @param job its name
/// @param runner who ran it, or does
/// @param startedAt when it began
/// @param finishedAt when it ended; null while it has not, or if its runner died
/// @param underWay whether its runner holds it now
/// @param outcome what came of it; null if nothing did yet
/// @param failure why it could not be done; null if it could
/// @param runs how many were finished, this one included
/// @param failures how many of these failed
public record LastRun(
    String job,
    String runner,
    Instant startedAt,
    @Nullable Instant finishedAt,
    boolean underWay,
    @Nullable String outcome,
    @Nullable String failure,
    long runs,
    long failures) {}
