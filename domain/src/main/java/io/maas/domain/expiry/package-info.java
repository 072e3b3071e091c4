/// Keys that are about to end, and who has been told.
@NullMarked
package io.maas.domain.expiry;

import org.jspecify.annotations.NullMarked;
