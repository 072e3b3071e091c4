/// What the reference promises its clients, promise by promise.
@NullMarked
package io.maas.control.dropin;

import org.jspecify.annotations.NullMarked;
