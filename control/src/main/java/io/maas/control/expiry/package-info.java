/// Keys that end soon, for their owners.
@NullMarked
package io.maas.control.expiry;

import org.jspecify.annotations.NullMarked;
