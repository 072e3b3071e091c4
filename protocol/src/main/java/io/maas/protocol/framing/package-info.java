/// How streams are cut into what they are made of: the one shape that the splitters of all framings
/// have, so that a relay need not know which one it feeds.
@NullMarked
package io.maas.protocol.framing;

import org.jspecify.annotations.NullMarked;
