/// Several gateways with one PostgreSQL and one server of counters: limits that they share hold,
/// whichever of the processes dies.
@NullMarked
package io.maas.systemtests.gateways;

import org.jspecify.annotations.NullMarked;
