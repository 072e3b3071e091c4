/// This release beside the one before.
@NullMarked
package io.maas.systemtests.release;

import org.jspecify.annotations.NullMarked;
