/// `maas tenants`.
@NullMarked
package io.maas.cli.tenant;

import org.jspecify.annotations.NullMarked;
