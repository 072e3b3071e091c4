/// What the simulator knows, below the package that wires it.
@NullMarked
package io.maas.systemtests.architecture.violations.simulator.engine;

import org.jspecify.annotations.NullMarked;
