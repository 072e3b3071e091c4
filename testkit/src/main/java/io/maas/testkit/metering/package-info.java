/// What tests of metering share: the contract of every quota, a ledger and a ticker that tests
/// command.
@NullMarked
package io.maas.testkit.metering;

import org.jspecify.annotations.NullMarked;
