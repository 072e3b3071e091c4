/// What the reference's cluster asks of its control plane: which key is whose, which subscription
/// is meant, which tenants there are, and to clean up. For a listener that no client reaches.
@NullMarked
package io.maas.control.internal;

import org.jspecify.annotations.NullMarked;
