/// What lies in files: credentials of upstreams, mounted as Kubernetes mounts secrets.
@NullMarked
package io.maas.store.file;

import org.jspecify.annotations.NullMarked;
