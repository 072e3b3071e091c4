/// Anthropic's Messages: what clients of it ask and read, and what upstreams of it read and answer.
///
/// Decisions that a reader of this package wants to know:
///
/// - `input_tokens` of this dialect leaves out what came from or went to a cache; ours never does.
///   Counts in a stream are cumulative: a later one stands for an earlier one, none is added.
/// - An instruction in the middle goes upstream as a marked text of the user's side: the role
///   `system` inside of `messages` is refused by models older than Claude Opus 4.8.
/// - Tools whose loading a client defers are offered like others, and a `tool_reference` is read as
///   a text that names the tool: other dialects know no deferral.
/// - The block `x-anthropic-billing-header:` before the system prompt is left out: it is written
///   for the provider's books, and changes from request to request what prefix caches compare.
/// - What a provider wants back with a call travels to clients and back as a thought without words
///   before it ([CallSignature]): blocks of calls have no place for it.
@NullMarked
package io.maas.protocol.anthropic;

import org.jspecify.annotations.NullMarked;
