/// Certificates for servers that tests start.
@NullMarked
package io.maas.testkit.tls;

import org.jspecify.annotations.NullMarked;
