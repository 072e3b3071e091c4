/// What becomes of keys when the groups of their owners change.
@NullMarked
package io.maas.control.membership;

import org.jspecify.annotations.NullMarked;
