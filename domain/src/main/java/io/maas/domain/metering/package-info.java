/// What a request may cost, what it did cost, and the book of both.
///
/// A [Limit] bounds a [Unit] over a [Window]. A request states a [Demand]; the [Quota] answers with
/// an [Admission]: a [Reservation] over all stacked limits at once, or the limit that refuses, as
/// the [Verdict] on its [Counters] has it. One [Settlement] closes each reservation, and one
/// [UsageRecord] tells of it in the [Ledger].
@NullMarked
package io.maas.domain.metering;

import org.jspecify.annotations.NullMarked;
