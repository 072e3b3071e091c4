/// Gateways that count together, as administrators see them.
@NullMarked
package io.maas.cli.gateway;

import org.jspecify.annotations.NullMarked;
