/// What a client sends: read once, as bytes, with the places where governance may splice.
@NullMarked
package io.maas.protocol.request;

import org.jspecify.annotations.NullMarked;
