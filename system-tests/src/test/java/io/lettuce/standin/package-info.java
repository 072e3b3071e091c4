/// Stands in for a library that no module depends on yet, so that the rule about it can be seen to
/// refuse.
@NullMarked
package io.lettuce.standin;

import org.jspecify.annotations.NullMarked;
