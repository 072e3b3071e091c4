/// A simulator that sees another role.
@NullMarked
package io.maas.systemtests.architecture.violations.simulator;

import org.jspecify.annotations.NullMarked;
