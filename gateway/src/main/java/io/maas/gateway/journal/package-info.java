/// A crash-safe file between the requests and the ledger.
///
/// A request begins with its intent and ends with its outcome. The `Tape` puts both into
/// `Segment`s: preallocated files in memory, so that a record is as safe from a crash of the
/// process as memory that the kernel owns, and that an event loop writes one in well under a
/// microsecond. Behind it three threads work: one forces what was written to the disk, one prepares
/// the next segment, and the `Drain` reads the segments in order, pairs intents with outcomes and
/// appends the pairs to the ledger, in its own time. A segment that is drained is used again; the
/// intents in it that still wait for their outcome are saved to `CarriedIntents` first.
///
/// After a crash the segments are read again from the last that was not drained. An intent whose
/// gateway died gets the outcome `LOST`, written to the tape like any other: nothing is forgotten,
/// and nothing is told twice, because the ledger knows every request by its id.
@NullMarked
package io.maas.gateway.journal;

import org.jspecify.annotations.NullMarked;
