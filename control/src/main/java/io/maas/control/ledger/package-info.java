/// The ledger as a book that auditors open: whether it is whole, and records that come from
/// elsewhere.
@NullMarked
package io.maas.control.ledger;

import org.jspecify.annotations.NullMarked;
