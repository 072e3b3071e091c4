/// The ledger against the simulator's own book: every token that was served is written down, once,
/// whatever clients do and however often the process is killed.
@NullMarked
package io.maas.systemtests.ledger;

import org.jspecify.annotations.NullMarked;
