/// A protocol that sees more than it may.
@NullMarked
package io.maas.systemtests.architecture.violations.protocol;

import org.jspecify.annotations.NullMarked;
