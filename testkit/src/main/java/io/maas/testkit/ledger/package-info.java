/// Bookkeeping that tests command.
@NullMarked
package io.maas.testkit.ledger;

import org.jspecify.annotations.NullMarked;
