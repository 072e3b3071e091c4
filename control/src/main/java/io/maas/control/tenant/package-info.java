/// The life of tenants: what comes to be with each, and what goes with it.
@NullMarked
package io.maas.control.tenant;

import org.jspecify.annotations.NullMarked;
