/// What every store of answers must pass.
@NullMarked
package io.maas.testkit.cache;

import org.jspecify.annotations.NullMarked;
