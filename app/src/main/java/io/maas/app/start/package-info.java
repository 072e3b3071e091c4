/// The first seconds of a server: what must be so before it starts, what it says while it does, and
/// what it says when it is ready.
@NullMarked
package io.maas.app.start;

import org.jspecify.annotations.NullMarked;
