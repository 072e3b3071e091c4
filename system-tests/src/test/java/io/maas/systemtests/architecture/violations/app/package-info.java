/// The program, which wires and so may name everything.
@NullMarked
package io.maas.systemtests.architecture.violations.app;

import org.jspecify.annotations.NullMarked;
