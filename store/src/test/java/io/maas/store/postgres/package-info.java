@NullMarked
package io.maas.store.postgres;

import org.jspecify.annotations.NullMarked;
