/// The way to issuers of tokens, over HTTP.
@NullMarked
package io.maas.identity.http;

import org.jspecify.annotations.NullMarked;
