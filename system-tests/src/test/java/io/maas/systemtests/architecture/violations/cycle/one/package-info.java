/// One half of a cycle.
@NullMarked
package io.maas.systemtests.architecture.violations.cycle.one;

import org.jspecify.annotations.NullMarked;
