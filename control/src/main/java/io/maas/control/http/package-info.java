/// How the API is served: the route table, one authentication for all of it, and the bridge from
/// the event loop to endpoints that block.
@NullMarked
package io.maas.control.http;

import org.jspecify.annotations.NullMarked;
