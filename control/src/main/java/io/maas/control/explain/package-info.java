/// Why a call is allowed, or is not: the gateway's own decision with its reasons.
@NullMarked
package io.maas.control.explain;

import org.jspecify.annotations.NullMarked;
