/// What a caller may use, as the caller reads it, and which subscription a new key is bound to.
@NullMarked
package io.maas.control.subscription;

import org.jspecify.annotations.NullMarked;
