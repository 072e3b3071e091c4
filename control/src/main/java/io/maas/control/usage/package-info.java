/// What was used, by whom, and what it costs: questions to the ledger.
@NullMarked
package io.maas.control.usage;

import org.jspecify.annotations.NullMarked;
