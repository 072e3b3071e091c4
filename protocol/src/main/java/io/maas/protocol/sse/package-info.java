/// Server-sent events as bytes: where one ends, whatever the network cut.
@NullMarked
package io.maas.protocol.sse;

import org.jspecify.annotations.NullMarked;
