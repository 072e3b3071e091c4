/// OpenAI's chat completions, read and written in both directions: what clients ask and upstreams
/// answer, what upstreams are asked and clients get.
///
/// Left out, because the dialect has no place for it: thoughts in the history (an engine refuses or
/// ignores them), what only another provider can read of them, marks of prompt caches (OpenAI's
/// upstreams cache by themselves).
@NullMarked
package io.maas.protocol.openai.chat;

import org.jspecify.annotations.NullMarked;
