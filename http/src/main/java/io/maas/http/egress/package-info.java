/// The ways that lead out of this process: names are looked up here, what they stand for is
/// checked, and the address that was checked is the one that is connected to.
@NullMarked
package io.maas.http.egress;

import org.jspecify.annotations.NullMarked;
