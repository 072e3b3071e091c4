/// An operator that sees another role.
@NullMarked
package io.maas.systemtests.architecture.violations.operator;

import org.jspecify.annotations.NullMarked;
