/// Secrets that a Kubernetes cluster keeps: read one by one, by name, and read again while they are
/// in use. What is asked for is known from the resources, so nothing has to be listed or watched,
/// and the gateway needs no more rights than `get` on the secrets that it is told of.
@NullMarked
package io.maas.store.kubernetes;

import org.jspecify.annotations.NullMarked;
