/// What gateway, control and simulator serve HTTP with: the transport, listeners with TLS, and how
/// a refusal is said to a client.
@NullMarked
package io.maas.http;

import org.jspecify.annotations.NullMarked;
