/// A chat in no dialect: what is asked, what is said, and the ports by which dialects meet here.
///
/// Each dialect reads into these words and writes from them, so a new dialect is one reader and one
/// writer instead of an edge to every other. What a dialect cannot say is told by whoever writes it
/// ([Encoded#dropped()]), never left out in silence.
@NullMarked
package io.maas.protocol.conversation;

import org.jspecify.annotations.NullMarked;
