/// Who called the program and from where: the environment, the streams, the clock. Commands get
/// these from here alone, so that a test can be the caller.
@NullMarked
package io.maas.cli.shell;

import org.jspecify.annotations.NullMarked;
