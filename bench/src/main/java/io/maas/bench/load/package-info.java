/// The load: `wrk` for requests, sockets of our own for streams that stay open.
@NullMarked
package io.maas.bench.load;

import org.jspecify.annotations.NullMarked;
