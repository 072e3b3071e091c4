/// The way back: bytes pass through, and are read as they pass.
@NullMarked
package io.maas.gateway.relay;

import org.jspecify.annotations.NullMarked;
