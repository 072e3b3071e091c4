/// The OpenAI dialect: what a request asks for, what an answer cost, how an error is said.
///
/// Bodies stay bytes. A request is read once to learn what governance needs and where to splice; an
/// answer is scanned as it passes.
@NullMarked
package io.maas.protocol.openai;

import org.jspecify.annotations.NullMarked;
