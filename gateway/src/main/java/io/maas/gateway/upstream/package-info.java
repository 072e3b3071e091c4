/// The way to engines: pooled connections, and what may travel there.
@NullMarked
package io.maas.gateway.upstream;

import org.jspecify.annotations.NullMarked;
