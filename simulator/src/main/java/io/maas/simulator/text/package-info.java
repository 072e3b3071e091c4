/// What the simulated models read and write: a real tokenizer, a chat template of fixed cost, and a
/// small grammar that composes believable text which is already cut into tokens.
@NullMarked
package io.maas.simulator.text;

import org.jspecify.annotations.NullMarked;
