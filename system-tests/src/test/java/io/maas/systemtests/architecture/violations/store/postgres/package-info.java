/// A PostgreSQL package, which may know SQL.
@NullMarked
package io.maas.systemtests.architecture.violations.store.postgres;

import org.jspecify.annotations.NullMarked;
