/// A command line that reaches past HTTP.
@NullMarked
package io.maas.systemtests.architecture.violations.cli;

import org.jspecify.annotations.NullMarked;
