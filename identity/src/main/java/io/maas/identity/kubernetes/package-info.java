/// Whom a cluster knows, and who may administer a tenant there.
@NullMarked
package io.maas.identity.kubernetes;

import org.jspecify.annotations.NullMarked;
