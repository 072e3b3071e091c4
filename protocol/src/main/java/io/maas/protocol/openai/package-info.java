/// The OpenAI dialects: what they share, what an answer cost, how an error is said. Each of the two
/// has a package of its own below.
///
/// Where nothing is translated bodies stay bytes: a request is read once to learn what governance
/// needs and where to splice; an answer is scanned as it passes.
@NullMarked
package io.maas.protocol.openai;

import org.jspecify.annotations.NullMarked;
