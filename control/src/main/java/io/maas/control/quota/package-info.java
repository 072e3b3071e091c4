/// Where limits stand, as those see it whom they bind: `GET /v1/quota`.
///
/// A `QuotaQuestion` is read from the query; the snapshot says which `Uses` of models the caller
/// has and under which limits; the quota tells where their counters stand. A `DryRun` puts these
/// standings to the function that admissions are decided by, and takes nothing.
@NullMarked
package io.maas.control.quota;

import org.jspecify.annotations.NullMarked;
