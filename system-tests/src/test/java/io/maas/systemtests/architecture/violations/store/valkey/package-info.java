/// A Valkey package, which may know the protocol's client.
@NullMarked
package io.maas.systemtests.architecture.violations.store.valkey;

import org.jspecify.annotations.NullMarked;
