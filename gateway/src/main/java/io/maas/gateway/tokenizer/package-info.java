/// What counts tokens: vocabularies in this process, and where their files lie.
@NullMarked
package io.maas.gateway.tokenizer;

import org.jspecify.annotations.NullMarked;
