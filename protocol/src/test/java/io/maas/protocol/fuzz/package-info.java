/// Every parser of bytes from outside, given recorded bytes that were changed at random, for as
/// long as is asked: beside the properties of each dialect, which look closer and for a shorter
/// time.
@NullMarked
package io.maas.protocol.fuzz;

import org.jspecify.annotations.NullMarked;
