/// A gateway that knows too much.
@NullMarked
package io.maas.systemtests.architecture.violations.gateway;

import org.jspecify.annotations.NullMarked;
