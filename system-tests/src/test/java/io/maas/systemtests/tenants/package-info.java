/// Several tenants in one program, with the same names for everything: none has anything of
/// another.
@NullMarked
package io.maas.systemtests.tenants;

import org.jspecify.annotations.NullMarked;
