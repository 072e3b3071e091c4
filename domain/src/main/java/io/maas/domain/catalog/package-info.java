/// What there is to call: models, their endpoints, and the [Snapshot] that the path of a request
/// reads.
@NullMarked
package io.maas.domain.catalog;

import org.jspecify.annotations.NullMarked;
