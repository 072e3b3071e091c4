/// Tests of the shared counters, against servers that they start themselves.
@NullMarked
package io.maas.store.valkey;

import org.jspecify.annotations.NullMarked;
