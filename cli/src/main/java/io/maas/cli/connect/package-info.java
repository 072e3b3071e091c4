/// How a client that somebody likes is pointed here: a template for each, filled with an address, a
/// key and a model that were tried together, and printed or written where the client reads it.
@NullMarked
package io.maas.cli.connect;

import org.jspecify.annotations.NullMarked;
