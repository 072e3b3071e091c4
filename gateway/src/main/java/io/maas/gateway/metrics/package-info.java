/// What the outside can count: read from the facts afterwards, never in the way.
@NullMarked
package io.maas.gateway.metrics;

import org.jspecify.annotations.NullMarked;
