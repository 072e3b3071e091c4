@NullMarked
package io.maas.store.environment;

import org.jspecify.annotations.NullMarked;
