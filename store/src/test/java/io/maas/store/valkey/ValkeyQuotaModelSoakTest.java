package io.maas.store.valkey;

import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;

/// The same, with more stories than anybody waits for.
@Tag("soak")
@PropertyDefaults(tries = 5_000)
class ValkeyQuotaModelSoakTest extends ValkeyQuotaModelTest {}
