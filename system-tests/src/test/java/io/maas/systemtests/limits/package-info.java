/// Limits that hold: what is served under a strict limit never exceeds it, however many ask at
/// once.
@NullMarked
package io.maas.systemtests.limits;

import org.jspecify.annotations.NullMarked;
