/// PostgreSQL goes away and comes back. Meanwhile what the gateway knows is enough to serve, what
/// it does not know is answered with 503, and afterwards nothing is lost.
@NullMarked
package io.maas.systemtests.outage;

import org.jspecify.annotations.NullMarked;
