/// What is said of keys that end soon, in memory, and what every store of it promises.
@NullMarked
package io.maas.testkit.expiry;

import org.jspecify.annotations.NullMarked;
