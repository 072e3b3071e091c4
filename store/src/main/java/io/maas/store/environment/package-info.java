/// What the environment of the process holds.
@NullMarked
package io.maas.store.environment;

import org.jspecify.annotations.NullMarked;
