/// How one request crosses to one endpoint: passed through where both speak one dialect, translated
/// where they do not.
@NullMarked
package io.maas.gateway.passage;

import org.jspecify.annotations.NullMarked;
