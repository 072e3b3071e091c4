/// The cluster's API server, over HTTP: reviews, and nothing that changes anything.
@NullMarked
package io.maas.identity.kubernetes.http;

import org.jspecify.annotations.NullMarked;
