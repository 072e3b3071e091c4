/// Which model a path means, and in which order its endpoints are tried.
@NullMarked
package io.maas.gateway.routing;

import org.jspecify.annotations.NullMarked;
