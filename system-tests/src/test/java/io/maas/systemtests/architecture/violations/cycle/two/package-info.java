/// The other half of a cycle.
@NullMarked
package io.maas.systemtests.architecture.violations.cycle.two;

import org.jspecify.annotations.NullMarked;
