/// What a gateway knows of the time before its counters were lost.
@NullMarked
package io.maas.gateway.recovery;

import org.jspecify.annotations.NullMarked;
