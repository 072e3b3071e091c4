@NullMarked
package io.maas.store.postgres.embedded;

import org.jspecify.annotations.NullMarked;
