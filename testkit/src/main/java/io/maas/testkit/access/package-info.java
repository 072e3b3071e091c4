/// Keys, users and identities in memory: the ports of access for tests that have no store.
@NullMarked
package io.maas.testkit.access;

import org.jspecify.annotations.NullMarked;
