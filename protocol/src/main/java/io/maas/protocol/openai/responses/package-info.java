/// OpenAI's responses, stateless: read and written in both directions. A client sends the whole
/// conversation each time, and nothing is stored.
@NullMarked
package io.maas.protocol.openai.responses;

import org.jspecify.annotations.NullMarked;
