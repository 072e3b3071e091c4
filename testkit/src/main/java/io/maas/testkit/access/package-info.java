/// What every store of keys, users and identities must do.
@NullMarked
package io.maas.testkit.access;

import org.jspecify.annotations.NullMarked;
