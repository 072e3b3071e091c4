/// Engines as processes of this machine.
@NullMarked
package io.maas.control.engine;

import org.jspecify.annotations.NullMarked;
