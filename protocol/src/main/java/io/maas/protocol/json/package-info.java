/// JSON as it comes from outside: read once, as bytes, with duplicate keys refused.
@NullMarked
package io.maas.protocol.json;

import org.jspecify.annotations.NullMarked;
