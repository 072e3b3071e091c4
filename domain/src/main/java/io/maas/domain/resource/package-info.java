/// Everything an administrator declares, as documents with a kind, a spec and a status; their
/// validation; and their compilation into one [io.maas.domain.catalog.Snapshot].
@NullMarked
package io.maas.domain.resource;

import org.jspecify.annotations.NullMarked;
