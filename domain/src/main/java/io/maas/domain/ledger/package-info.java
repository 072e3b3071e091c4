/// What it takes to keep the book of usage records for years: days that are opened and dropped,
/// chains that show whether anybody changed a record, and records that come from elsewhere.
///
/// The book itself, and the questions to it, are [io.maas.domain.metering.Ledger]'s.
@NullMarked
package io.maas.domain.ledger;

import org.jspecify.annotations.NullMarked;
