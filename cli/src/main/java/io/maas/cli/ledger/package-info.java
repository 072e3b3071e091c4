/// The ledger as auditors and those who bring old records see it.
@NullMarked
package io.maas.cli.ledger;

import org.jspecify.annotations.NullMarked;
