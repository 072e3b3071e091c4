/// What every quota has to do, written down once more as plainly as can be, and random stories that
/// both have to tell alike.
///
/// A `Story` is limits and steps: it prints as it reads, and shrinks by losing steps. `Telling`
/// tells it to a quota and to the `ReferenceQuota`, and compares all that can be seen after every
/// step. `QuotaModelContract` says what has to be true of every story; a store runs it by naming
/// itself.
@NullMarked
package io.maas.testkit.metering.model;

import org.jspecify.annotations.NullMarked;
