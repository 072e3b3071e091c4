package io.maas.store.memory;

import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;

/// The same, with more stories than anybody waits for.
@Tag("soak")
@PropertyDefaults(tries = 20_000)
class MemoryQuotaModelSoakTest extends MemoryQuotaModelTest {}
