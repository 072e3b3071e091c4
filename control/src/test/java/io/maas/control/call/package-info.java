/// What endpoints share.
@NullMarked
package io.maas.control.call;

import org.jspecify.annotations.NullMarked;
