/// Answers that are given again to whoever asks exactly the same: under which key, which of them,
/// and what is kept of each. Where they lie in between is a [io.maas.domain.cache.ResponseStore]'s.
@NullMarked
package io.maas.gateway.cache;

import org.jspecify.annotations.NullMarked;
