/// Answers that are given again: where they are kept in between.
@NullMarked
package io.maas.domain.cache;

import org.jspecify.annotations.NullMarked;
