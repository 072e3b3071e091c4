/// The cluster's API server, over HTTP: one kind of request to it, and nothing that writes.
@NullMarked
package io.maas.store.kubernetes.http;

import org.jspecify.annotations.NullMarked;
