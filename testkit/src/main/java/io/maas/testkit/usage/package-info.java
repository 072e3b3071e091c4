/// A ledger in memory that answers questions about what was used.
@NullMarked
package io.maas.testkit.usage;

import org.jspecify.annotations.NullMarked;
