/// TLS from PEM files, in HTTP/1.1 and HTTP/2, with certificates that change while it runs.
@NullMarked
package io.maas.systemtests.tls;

import org.jspecify.annotations.NullMarked;
