/// Gateways that count together, and what to do about one that died without a word.
@NullMarked
package io.maas.control.gateway;

import org.jspecify.annotations.NullMarked;
