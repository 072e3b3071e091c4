/// Tiers, as the reference's developer preview asks for them.
@NullMarked
package io.maas.control.tier;

import org.jspecify.annotations.NullMarked;
