/// Chains of records, each with a hash over itself and all before it, and what is signed about
/// them: the ledger's and the audit logs' alike. Knows nothing of where records lie, so that a copy
/// is verified as the store is.
@NullMarked
package io.maas.domain.chain;

import org.jspecify.annotations.NullMarked;
