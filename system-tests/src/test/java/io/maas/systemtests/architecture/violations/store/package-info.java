/// A store, and what stands before its databases.
@NullMarked
package io.maas.systemtests.architecture.violations.store;

import org.jspecify.annotations.NullMarked;
