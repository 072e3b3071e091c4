/// The processes that a bench starts, on the cores where they belong, and what they cost.
@NullMarked
package io.maas.bench.process;

import org.jspecify.annotations.NullMarked;
