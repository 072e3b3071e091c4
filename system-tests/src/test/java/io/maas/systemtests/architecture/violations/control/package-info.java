/// A control that sees another role.
@NullMarked
package io.maas.systemtests.architecture.violations.control;

import org.jspecify.annotations.NullMarked;
